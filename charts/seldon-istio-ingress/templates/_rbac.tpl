{{/* What the program has to be allowed, as README.md, docs/tls.md and docs/access.md list it: a test holds them equal. */}}

{{/* In each namespace that is served. */}}
{{- define "ingress.rules.served" -}}
- apiGroups: [machinelearning.seldon.io]
  resources: [seldondeployments]
  verbs: [list, watch]
- apiGroups: [machinelearning.seldon.io]
  resources: [seldondeployments/status]
  verbs: [patch]
- apiGroups: [networking.istio.io]
  resources: [virtualservices, destinationrules]
  verbs: [list, watch, create, patch, delete]
{{- if .Values.access.enabled }}
- apiGroups: [security.istio.io]
  resources: [authorizationpolicies, requestauthentications]
  verbs: [list, watch, create, patch, delete]
{{- end }}
{{ include "ingress.rules.gateways" . }}
{{- if include "ingress.readiness" . }}
- apiGroups: [discovery.k8s.io]
  resources: [endpointslices]
  verbs: [list, watch]
{{- end }}
{{ include "ingress.rules.events" . }}
{{- end -}}

{{- define "ingress.rules.gateways" -}}
- apiGroups: [networking.istio.io]
  resources: [gateways]
  verbs: [list, watch]
{{- end -}}

{{- define "ingress.rules.events" -}}
- apiGroups: [""]
  resources: [events]
  verbs: [get, create, patch]
{{- end -}}

{{/* In the namespace of the release. A creation can't be limited to a name. */}}
{{- define "ingress.rules.lease" -}}
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  verbs: [create]
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  {{- with include "ingress.lease" . }}
  resourceNames: [{{ . }}]
  {{- end }}
  verbs: [get, update]
{{- end -}}

{{/* In the namespace of the ingress gateway's pods. */}}
{{- define "ingress.rules.certificates" -}}
- apiGroups: [""]
  resources: [secrets]
  verbs: [list, watch]
{{ include "ingress.rules.events" . }}
{{- end -}}

{{/* In the namespace of the Gateway that is kept. */}}
{{- define "ingress.rules.keptGateway" -}}
- apiGroups: [networking.istio.io]
  resources: [gateways]
  verbs: [create]
- apiGroups: [networking.istio.io]
  resources: [gateways]
  resourceNames: [{{ include "ingress.gateway" . | splitList "/" | last }}]
  verbs: [patch, delete]
{{ include "ingress.rules.events" . }}
{{- end -}}

{{/* A role and its binding to the service account: dict "root" $ "name" <name> "rules" <YAML> and "cluster" true or "namespace" <name>. */}}
{{- define "ingress.role" -}}
{{- $kind := ternary "ClusterRole" "Role" (.cluster | default false) }}
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ $kind }}
metadata:
  {{- include "ingress.metadata" . | nindent 2 }}
rules:
  {{- .rules | nindent 2 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ $kind }}Binding
metadata:
  {{- include "ingress.metadata" . | nindent 2 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: {{ $kind }}
  name: {{ .name }}
subjects:
  - kind: ServiceAccount
    name: {{ include "ingress.serviceAccountName" .root }}
    namespace: {{ .root.Release.Namespace }}
{{- end -}}

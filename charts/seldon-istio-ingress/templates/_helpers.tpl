{{/* Names and labels that all objects share. */}}

{{- define "ingress.name" -}}
{{- .Chart.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* The name of the chart where the release is called so, else both; with room for what objects add to it. */}}
{{- define "ingress.fullname" -}}
{{- $name := .Values.fullnameOverride -}}
{{- if not $name -}}
{{- $name = ternary .Release.Name (printf "%s-%s" .Release.Name .Chart.Name) (contains .Chart.Name .Release.Name) -}}
{{- end -}}
{{- $name | trunc 46 | trimSuffix "-" -}}
{{- end -}}

{{/* For objects that are in no namespace, or in one of others: the same release may be in several namespaces. */}}
{{- define "ingress.foreignName" -}}
{{- printf "%s-%s" (include "ingress.fullname" .) .Release.Namespace -}}
{{- end -}}

{{- define "ingress.serviceAccountName" -}}
{{- .Values.serviceAccount.name | default (ternary (include "ingress.fullname" .) "default" .Values.serviceAccount.create) -}}
{{- end -}}

{{- define "ingress.selectorLabels" -}}
app.kubernetes.io/name: {{ include "ingress.name" . }}
app.kubernetes.io/instance: {{ .Release.Name | trunc 63 | trimSuffix "-" }}
{{- end -}}

{{- define "ingress.labels" -}}
{{- $own := fromYaml (include "ingress.selectorLabels" .) -}}
{{- $_ := set $own "app.kubernetes.io/version" (.Chart.AppVersion | replace "+" "_" | trunc 63) -}}
{{- $_ := set $own "app.kubernetes.io/managed-by" .Release.Service -}}
{{- $_ := set $own "app.kubernetes.io/part-of" "seldon-core" -}}
{{- $_ := set $own "helm.sh/chart" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-") -}}
{{- toYaml (merge $own .Values.commonLabels) -}}
{{- end -}}

{{/* Metadata of an object: dict "root" $ "name" <name> ["namespace" <other>] ["cluster" true] ["labels" <map>] ["annotations" <map>]. */}}
{{- define "ingress.metadata" -}}
name: {{ .name }}
{{- if not .cluster }}
namespace: {{ .namespace | default .root.Release.Namespace }}
{{- end }}
labels:
  {{- toYaml (merge (fromYaml (include "ingress.labels" .root)) (.labels | default dict)) | nindent 2 }}
{{- with merge (dict) (.annotations | default dict) .root.Values.commonAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Parts of the pod. */}}

{{/* Limits and requests by Seldon's names, null leaves one out; what is in `resources` wins. */}}
{{- define "ingress.resources" -}}
{{- $all := dict "limits" dict "requests" dict -}}
{{- range $name, $place := dict "cpuLimit" "limits" "memoryLimit" "limits" "cpuRequest" "requests" "memoryRequest" "requests" -}}
{{- with index $.Values.manager $name -}}
{{- $_ := set (index $all $place) (regexFind "^[a-z]+" $name) . -}}
{{- end -}}
{{- end -}}
{{- toYaml (mergeOverwrite $all (deepCopy .Values.resources)) -}}
{{- end -}}

{{/* Constraints that select nothing select the pods of the release. */}}
{{- define "ingress.topologySpread" -}}
{{- $own := dict "matchLabels" (fromYaml (include "ingress.selectorLabels" .)) -}}
{{- $constraints := list -}}
{{- range .Values.topologySpreadConstraints -}}
{{- $constraints = append $constraints (merge (dict) . (dict "labelSelector" (.labelSelector | default $own))) -}}
{{- end -}}
{{- with $constraints -}}{{- toYaml . -}}{{- end -}}
{{- end -}}

{{- define "ingress.probes" -}}
# Five minutes for the start of the JVM on a full node; the others begin after it.
startupProbe:
  httpGet: {path: /observe/health/live, port: management}
  periodSeconds: 2
  failureThreshold: 150
  timeoutSeconds: 2
livenessProbe:
  httpGet: {path: /observe/health/live, port: management}
  periodSeconds: 10
  failureThreshold: 6
  timeoutSeconds: 10
readinessProbe:
  httpGet: {path: /observe/health/ready, port: management}
  periodSeconds: 5
  failureThreshold: 2
  timeoutSeconds: 5
{{- end -}}

{{- define "ingress.image" -}}
{{- printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) -}}
{{- end -}}

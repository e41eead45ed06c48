{{/* The settings of the program: what values are mapped to, and the value `settings` besides them. */}}

{{/* The text of a value in a properties file: lists with commas, whole numbers without an exponent. */}}
{{- define "ingress.text" -}}
{{- $text := "" -}}
{{- if kindIs "slice" . -}}
{{- $text = join "," . -}}
{{- else if and (kindIs "float64" .) (eq (floor .) .) -}}
{{- $text = int64 . | toString -}}
{{- else -}}
{{- $text = toString . -}}
{{- end -}}
{{- $text = $text | replace "\\" "\\\\" | replace "\n" "\\n" | replace "\r" "\\r" | replace "\t" "\\t" -}}
{{- /* Blanks before a value are not read. */ -}}
{{- regexReplaceAllLiteral "^ " $text "\\u0020" -}}
{{- end -}}

{{/* A map of all of them, as YAML. */}}
{{- define "ingress.settings" -}}
{{- $values := .Values -}}
{{- $manager := $values.manager -}}
{{- $all := dict -}}
{{- $_ := set $all "istio.gateway" $values.istio.gateway -}}
{{- $_ := set $all "istio.tlsMode" $values.istio.tlsMode -}}
{{- $_ := set $all "controller.id" $values.controllerId -}}
{{- $_ := set $all "usageMetrics.enabled" $values.usageMetrics.enabled -}}
{{- $_ := set $all "logging.level" $manager.logLevel -}}
{{- $_ := set $all "leaderElection.name" $manager.leaderElectionID -}}
{{- $_ := set $all "leaderElection.leaseDuration" (printf "%ds" (int $manager.leaderElectionLeaseDurationSecs)) -}}
{{- $_ := set $all "leaderElection.renewDeadline" (printf "%ds" (int $manager.leaderElectionRenewDeadlineSecs)) -}}
{{- $_ := set $all "leaderElection.retryPeriod" (printf "%ds" (int $manager.leaderElectionRetryPeriodSecs)) -}}
{{- range $key, $value := $values.tenants -}}
{{- $_ := set $all (printf "tenants.%s" $key) $value -}}
{{- end -}}
{{- range $key, $value := omit $values.gateway "tls" -}}
{{- $_ := set $all (printf "gateway.%s" $key) $value -}}
{{- end -}}
{{- range $key, $value := $values.gateway.tls -}}
{{- $_ := set $all (printf "gateway.tls.%s" $key) $value -}}
{{- end -}}
{{- range $key, $value := $values.access -}}
{{- $_ := set $all (printf "access.%s" $key) $value -}}
{{- end -}}
{{- /* By itself the program listens on the loopback interface only, where neither kubelet nor Prometheus come. */ -}}
{{- $_ := set $all "management.host" "0.0.0.0" -}}
{{- range $key, $value := $values.settings -}}
{{- $_ := set $all $key $value -}}
{{- end -}}
{{- if $values.singleNamespace -}}
{{- $_ := set $all "watch.namespaces" .Release.Namespace -}}
{{- end -}}
{{- toYaml $all -}}
{{- end -}}

{{/* The file of them; one that is null is left to the program. */}}
{{- define "ingress.properties" -}}
{{- range $key, $value := fromYaml (include "ingress.settings" .) -}}
{{- if not (kindIs "invalid" $value) -}}
{{ printf "%s = %s" $key (include "ingress.text" $value) | trimSuffix " " }}
{{ end -}}
{{- end -}}
{{- end -}}

{{/* Whether replicas elect a leader: the text true, or nothing. */}}
{{- define "ingress.elects" -}}
{{- if ne (toString (index .Values.settings "leaderElection.enabled")) "false" -}}true{{- end -}}
{{- end -}}

{{/* Whether predictors that are not ready get no requests: the text true, or nothing. */}}
{{- define "ingress.readiness" -}}
{{- if ne (toString (index .Values.settings "readiness.enabled")) "false" -}}true{{- end -}}
{{- end -}}

{{/* The name of the Lease; empty where the program makes up a part of it, because the controllerId can't be in a name. */}}
{{- define "ingress.lease" -}}
{{- if not .Values.controllerId -}}
{{- .Values.manager.leaderElectionID -}}
{{- else if regexMatch "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" .Values.controllerId -}}
{{- printf "%s-%s" .Values.manager.leaderElectionID .Values.controllerId -}}
{{- end -}}
{{- end -}}

{{/* The Gateway that is kept, as <namespace>/<name>; empty where it is in no namespace. */}}
{{- define "ingress.gateway" -}}
{{- $gateway := .Values.gateway.name | default .Values.istio.gateway -}}
{{- if contains "/" $gateway -}}{{- $gateway -}}{{- end -}}
{{- end -}}

{{/* The namespaces of others whose Gateways are looked at where only one namespace is served: a YAML list. */}}
{{- define "ingress.gatewayNamespaces" -}}
{{- $namespaces := list -}}
{{- range list .Values.istio.gateway .Values.gateway.name -}}
{{- if contains "/" . -}}
{{- $namespaces = append $namespaces (first (splitList "/" .)) -}}
{{- end -}}
{{- end -}}
{{- toYaml (without ($namespaces | uniq | sortAlpha) .Release.Namespace) -}}
{{- end -}}

{{/* What a schema can't tell: values that don't go together. */}}
{{- define "ingress.check" -}}
{{- if and .Values.gateway.managed (not (include "ingress.gateway" .)) -}}
{{- fail (printf "gateway.managed is true and istio.gateway is %q, which is in no namespace: set gateway.name or istio.gateway to <namespace>/<name>" .Values.istio.gateway) -}}
{{- end -}}
{{- if and .Values.singleNamespace (hasKey .Values.settings "watch.namespaces") -}}
{{- fail "settings.watch.namespaces: singleNamespace is true, which serves the namespace of the release only" -}}
{{- end -}}
{{- if and (gt (int .Values.replicaCount) 1) (not (include "ingress.elects" .)) -}}
{{- fail (printf "replicaCount is %d and settings.leaderElection.enabled is false: all of them would write; set replicaCount to 1" (int .Values.replicaCount)) -}}
{{- end -}}
{{- with .Values.manager -}}
{{- if ge (int .leaderElectionRenewDeadlineSecs) (int .leaderElectionLeaseDurationSecs) -}}
{{- fail "manager.leaderElectionRenewDeadlineSecs has to be below manager.leaderElectionLeaseDurationSecs" -}}
{{- end -}}
{{- if gt (mul 3 (int .leaderElectionRetryPeriodSecs)) (int .leaderElectionRenewDeadlineSecs) -}}
{{- fail "manager.leaderElectionRetryPeriodSecs may be a third of manager.leaderElectionRenewDeadlineSecs at most" -}}
{{- end -}}
{{- end -}}
{{- end -}}

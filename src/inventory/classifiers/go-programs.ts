import type { Classifier } from './classifier.ts';
import { cpeOf } from './cpe.ts';

/** A program written in Go, by the module that it is built from. */
export interface GoProgram {
  /** Without the major version at its end: `/v2`. */
  readonly module: string;
  /** Names of its files, for builds that do not say their version; none when builds do. */
  readonly files?: readonly string[];
  readonly cpes: readonly string[];
}

/** Go programs that the National Vulnerability Database knows. */
export const goPrograms: readonly GoProgram[] = [
  { module: 'code.gitea.io/gitea', files: ['gitea'], cpes: ['gitea:gitea'] },
  { module: 'github.com/argoproj/argo-cd', files: ['argocd', 'argocd-*'], cpes: ['argoproj:argo_cd'] },
  { module: 'github.com/argoproj/argo-workflows', files: ['argo', 'argoexec'], cpes: ['argoproj:argo_workflows'] },
  { module: 'github.com/aquasecurity/trivy', files: ['trivy'], cpes: ['aquasec:trivy'] },
  { module: 'github.com/caddyserver/caddy', files: ['caddy'], cpes: ['caddyserver:caddy'] },
  { module: 'github.com/cilium/cilium', files: ['cilium', 'cilium-*'], cpes: ['cilium:cilium'] },
  { module: 'github.com/cloudflare/cloudflared', files: ['cloudflared'], cpes: ['cloudflare:cloudflared'] },
  { module: 'github.com/cockroachdb/cockroach', files: ['cockroach'], cpes: [] },
  {
    module: 'github.com/containerd/containerd',
    files: ['containerd', 'containerd-shim*', 'ctr'],
    cpes: ['linuxfoundation:containerd'],
  },
  { module: 'github.com/containers/buildah', files: ['buildah'], cpes: ['buildah_project:buildah'] },
  { module: 'github.com/containers/podman', files: ['podman'], cpes: ['podman_project:podman'] },
  { module: 'github.com/containers/skopeo', files: ['skopeo'], cpes: ['skopeo_project:skopeo'] },
  { module: 'github.com/containous/traefik', files: ['traefik'], cpes: ['traefik:traefik'] },
  { module: 'github.com/coredns/coredns', files: ['coredns'], cpes: ['coredns.io:coredns'] },
  { module: 'github.com/cri-o/cri-o', files: ['crio'], cpes: ['kubernetes:cri-o'] },
  { module: 'github.com/dapr/dapr', files: ['daprd'], cpes: ['linuxfoundation:dapr'] },
  { module: 'github.com/dexidp/dex', files: ['dex'], cpes: ['linuxfoundation:dex'] },
  { module: 'github.com/docker/cli', files: ['docker'], cpes: ['docker:command_line_interface', 'docker:docker'] },
  {
    module: 'github.com/docker/docker',
    files: ['dockerd', 'docker-proxy'],
    cpes: ['docker:docker', 'mobyproject:moby'],
  },
  {
    module: 'github.com/elastic/beats',
    files: ['auditbeat', 'filebeat', 'heartbeat', 'metricbeat', 'packetbeat'],
    cpes: ['elastic:beats'],
  },
  { module: 'github.com/elastic/elastic-agent', files: ['elastic-agent'], cpes: ['elastic:elastic_agent'] },
  { module: 'github.com/ethereum/go-ethereum', files: ['geth'], cpes: ['ethereum:go_ethereum'] },
  { module: 'github.com/fatedier/frp', files: ['frpc', 'frps'], cpes: [] },
  { module: 'github.com/filebrowser/filebrowser', files: ['filebrowser'], cpes: ['filebrowser:filebrowser'] },
  { module: 'github.com/fluxcd/flux2', files: ['flux'], cpes: ['fluxcd:flux2'] },
  { module: 'github.com/gogits/gogs', files: ['gogs'], cpes: ['gogs:gogs'] },
  { module: 'github.com/gohugoio/hugo', files: ['hugo'], cpes: ['gohugo:hugo'] },
  { module: 'github.com/grafana/agent', files: ['grafana-agent'], cpes: ['grafana:agent'] },
  {
    module: 'github.com/grafana/grafana',
    files: ['grafana', 'grafana-server', 'grafana-cli'],
    cpes: ['grafana:grafana'],
  },
  { module: 'github.com/grafana/loki', files: ['loki', 'promtail'], cpes: ['grafana:loki'] },
  { module: 'github.com/grafana/tempo', files: ['tempo'], cpes: ['grafana:tempo'] },
  { module: 'github.com/hashicorp/boundary', files: ['boundary'], cpes: ['hashicorp:boundary'] },
  { module: 'github.com/hashicorp/consul', files: ['consul'], cpes: ['hashicorp:consul'] },
  { module: 'github.com/hashicorp/nomad', files: ['nomad'], cpes: ['hashicorp:nomad'] },
  { module: 'github.com/hashicorp/packer', files: ['packer'], cpes: ['hashicorp:packer'] },
  { module: 'github.com/hashicorp/terraform', files: ['terraform'], cpes: ['hashicorp:terraform'] },
  { module: 'github.com/hashicorp/vault', files: ['vault'], cpes: ['hashicorp:vault'] },
  { module: 'github.com/influxdata/influxdb', files: ['influxd', 'influx'], cpes: ['influxdata:influxdb'] },
  { module: 'github.com/influxdata/telegraf', files: ['telegraf'], cpes: ['influxdata:telegraf'] },
  { module: 'github.com/jaegertracing/jaeger', files: ['jaeger', 'jaeger-*'], cpes: [] },
  { module: 'github.com/k3s-io/k3s', files: ['k3s'], cpes: ['k3s:k3s'] },
  { module: 'github.com/kyverno/kyverno', files: ['kyverno'], cpes: ['kyverno:kyverno'] },
  { module: 'github.com/mattermost/mattermost/server', files: ['mattermost'], cpes: ['mattermost:mattermost_server'] },
  { module: 'github.com/minio/minio', files: ['minio'], cpes: ['minio:minio'] },
  {
    module: 'github.com/nats-io/nats-server',
    files: ['nats-server'],
    cpes: ['nats:nats_server', 'linuxfoundation:nats-server'],
  },
  {
    module: 'github.com/oauth2-proxy/oauth2-proxy',
    files: ['oauth2-proxy'],
    cpes: ['oauth2_proxy_project:oauth2_proxy'],
  },
  { module: 'github.com/ollama/ollama', files: ['ollama'], cpes: ['ollama:ollama'] },
  { module: 'github.com/open-policy-agent/opa', files: ['opa'], cpes: ['openpolicyagent:open_policy_agent'] },
  { module: 'github.com/opencontainers/runc', files: ['runc'], cpes: ['linuxfoundation:runc', 'opencontainers:runc'] },
  {
    module: 'github.com/prometheus/alertmanager',
    files: ['alertmanager', 'prometheus-alertmanager', 'amtool'],
    cpes: ['prometheus:alertmanager'],
  },
  {
    module: 'github.com/prometheus/blackbox_exporter',
    files: ['blackbox_exporter'],
    cpes: ['prometheus:blackbox_exporter'],
  },
  { module: 'github.com/prometheus/prometheus', files: ['prometheus', 'promtool'], cpes: ['prometheus:prometheus'] },
  { module: 'github.com/rancher/rancher', files: ['rancher'], cpes: ['suse:rancher', 'rancher:rancher'] },
  { module: 'github.com/rclone/rclone', files: ['rclone'], cpes: ['rclone:rclone'] },
  { module: 'github.com/sagernet/sing-box', files: ['sing-box'], cpes: [] },
  { module: 'github.com/sigstore/cosign', files: ['cosign'], cpes: ['sigstore:cosign'] },
  { module: 'github.com/syncthing/syncthing', files: ['syncthing'], cpes: ['syncthing:syncthing'] },
  { module: 'github.com/tianon/gosu', files: ['gosu', 'gosu-*'], cpes: [] },
  { module: 'github.com/traefik/traefik', files: ['traefik'], cpes: ['traefik:traefik'] },
  { module: 'github.com/v2fly/v2ray-core', files: ['v2ray'], cpes: [] },
  {
    module: 'github.com/VictoriaMetrics/VictoriaMetrics',
    files: ['victoria-metrics*', 'vmagent*'],
    cpes: [],
  },
  { module: 'github.com/xtls/xray-core', files: ['xray'], cpes: [] },
  { module: 'go.etcd.io/etcd', files: ['etcd', 'etcdctl'], cpes: ['etcd:etcd', 'redhat:etcd'] },
  { module: 'go.etcd.io/etcd/server', files: ['etcd'], cpes: ['etcd:etcd', 'redhat:etcd'] },
  { module: 'gogs.io/gogs', files: ['gogs'], cpes: ['gogs:gogs'] },
  { module: 'github.com/goharbor/harbor/src', files: ['harbor_core'], cpes: ['linuxfoundation:harbor'] },
  { module: 'helm.sh/helm', files: ['helm'], cpes: ['helm:helm'] },
  { module: 'istio.io/istio', files: ['pilot-discovery', 'pilot-agent', 'istioctl'], cpes: ['istio:istio'] },
  { module: 'k8s.io/helm', files: ['helm', 'tiller'], cpes: ['helm:helm'] },
  { module: 'k8s.io/ingress-nginx', files: ['nginx-ingress-controller'], cpes: ['kubernetes:ingress-nginx'] },
  {
    module: 'k8s.io/kubernetes',
    files: ['kubectl', 'kubelet', 'kubeadm', 'kube-*', 'hyperkube'],
    cpes: ['kubernetes:kubernetes'],
  },
  { module: 'v2ray.com/core', files: ['v2ray'], cpes: [] },
  { module: 'tailscale.com', files: ['tailscale', 'tailscaled'], cpes: ['tailscale:tailscale'] },
];

/** CPE names of the program whose main package lies in this module or import path; none without a version. */
export function goProgramCpes(path: string, version: string): readonly string[] {
  const number = /^v?([0-9].*)$/.exec(version)?.[1];
  if (number === undefined) return [];
  const bare = path.replace(/\/v[0-9]{1,4}$/, '');
  return (cpesByModule.get(bare) ?? []).map((product) => cpeOf(product, number));
}

const cpesByModule = new Map(goPrograms.map(({ module, cpes }) => [module, cpes]));

/** Go programs whose version stands nowhere but in a variable that the linker set. */
export const goClassifiers: readonly Classifier[] = goPrograms.flatMap(({ module, files, cpes }) =>
  files ? [goClassifier(module, files, cpes)] : [],
);

/** The linker ends the text of such a variable with a zero byte, unlike all other text of a Go program. */
function goClassifier(module: string, files: readonly string[], cpes: readonly string[]): Classifier {
  return {
    name: module,
    files,
    versions: ['\0v{triple}\0', '\0{triple}\0'],
    unique: true,
    requires: [module],
    package: { type: 'golang', name: module },
    cpes,
  };
}

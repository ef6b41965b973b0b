import { asList, asObject, asText, parseJson } from '../../../base/json.ts';
import { describe, type FileSecret, matches, type SecretFileReader } from './file-reader.ts';

/** Credentials that the tools of developers and operators keep in files of their own. */
export const toolFiles: readonly SecretFileReader[] = [
  {
    kind: describe('docker-config', 'credentials of a container registry'),
    names: ['config.json', '.dockercfg', '.dockerconfigjson', 'auth.json'],
    path: /(?:^|\/)(?:\.docker\/config\.json|\.dockercfg|\.dockerconfigjson|(?:containers|\.containers)\/auth\.json|kaniko\/[\w./-]*config\.json)$/,
    read: dockerLogins,
  },
  {
    kind: describe('netrc', 'password in .netrc'),
    names: ['.netrc', '_netrc', 'netrc'],
    read: (text) =>
      matches(
        text,
        /(?:^|\s)machine\s{1,20}\S{1,200}\s{1,20}(?:login\s{1,20}\S{1,200}\s{1,20})?password\s{1,20}(\S{6,2000})/g,
        'password …',
      ),
  },
  {
    kind: describe('git-credentials', 'password of a Git server'),
    names: ['.git-credentials', 'config', '.gitconfig', 'gitconfig', 'credentials'],
    path: /(?:^|\/)(?:\.git-credentials|(?:\.git|git|modules\/[\w./-]{1,200})\/(?:config|credentials)|\.?gitconfig)$/,
    *read(text) {
      yield* matches(text, /\bhttps?:\/\/[\w.%+~-]{0,80}:([^\s@/"'`<>\\|]{6,400})@[A-Za-z0-9]/g, 'https://…:…@…');
      yield* matches(
        text,
        /extraheader\s{0,4}=\s{0,4}["']?authorization:\s{1,4}(?:basic|bearer|token)\s{1,4}([A-Za-z0-9+/=_.-]{16,2000})/gi,
        'extraheader = Authorization: …',
      );
    },
  },
  {
    kind: describe('kubeconfig', 'credentials of a Kubernetes cluster', 'critical'),
    names: [
      'config',
      'admin.conf',
      'kubeconfig',
      'super-admin.conf',
      'kubelet.conf',
      'k3s.yaml',
      'rke2.yaml',
      'controller-manager.conf',
      'scheduler.conf',
    ],
    named: /^kubeconfig[\w.-]*$|\.kubeconfig$/,
    path: /(?:^|\/)(?:\.kube\/config|etc\/kubernetes\/[\w.-]+\.conf|etc\/rancher\/[\w./-]+\.yaml|[\w.-]*kubeconfig[\w.-]*)$/,
    *read(text) {
      if (!/^kind:\s{1,4}["']?Config\b/m.test(text)) return;
      yield* matches(
        text,
        /^\s{0,12}(?:token|password|id-token|refresh-token|access-token):\s{1,4}["']?([^\s"'#]{8,4000})/gm,
        'token: …',
      );
    },
  },
  {
    kind: describe('gcloud-credentials', 'Google Cloud credentials of a user'),
    names: ['application_default_credentials.json', 'adc.json'],
    *read(text) {
      const fields = asObject(parseJson(text));
      const value = asText(fields?.refresh_token);
      if (value && fields?.type === 'authorized_user') yield { value, shown: 'refresh_token' };
    },
  },
  {
    kind: describe('azure-tokens', 'Azure tokens of a user'),
    names: ['accesstokens.json', 'msal_token_cache.json', 'service_principal_entries.json'],
    read: (text) =>
      matches(
        text,
        /"(?:refreshToken|accessToken|client_secret|secret|servicePrincipalKey)"\s{0,4}:\s{0,4}"([^"]{16,4000})"/g,
        'refreshToken …',
      ),
  },
  {
    kind: describe('rclone-config', 'credentials of rclone'),
    names: ['rclone.conf'],
    read: (text) =>
      matches(
        text,
        /^\s{0,8}(?:pass|password2?|secret_access_key|client_secret|token|sas_url|key|bearer_token|application_key)\s{0,4}=\s{0,4}(\S{8,4000})/gm,
        'pass = …',
      ),
  },
  {
    kind: describe('s3-tool-config', 'credentials of an S3 tool'),
    names: ['.s3cfg', '.boto', '.passwd-s3fs', 'passwd-s3fs', '.s3fs'],
    *read(text) {
      yield* matches(
        text,
        /^\s{0,8}(?:secret_key|gs_secret_access_key|aws_secret_access_key|gs_oauth2_refresh_token)\s{0,4}=\s{0,4}(\S{16,400})/gm,
        'secret_key = …',
      );
      yield* matches(text, /^[A-Za-z0-9]{16,40}:([A-Za-z0-9/+=]{30,60})\s*$/gm, 'id:secret');
    },
  },
  {
    kind: describe('minio-config', 'credentials of an S3 server'),
    names: ['config.json'],
    path: /(?:^|\/)\.(?:mc|mcli|minio)\/config\.json$/,
    *read(text) {
      const document = asObject(parseJson(text));
      for (const [alias, entry] of Object.entries(asObject(document?.aliases) ?? asObject(document?.hosts) ?? {}).slice(
        0,
        50,
      )) {
        const value = asText(asObject(entry)?.secretKey);
        if (value && alias !== 'play') yield { value, shown: `secretKey of ${alias.slice(0, 60)}` };
      }
    },
  },
  {
    kind: describe('terraform-state', 'secret in the state of Terraform'),
    names: ['terraform.tfstate', 'errored.tfstate'],
    named: /\.tfstate(?:\.\d{1,16})?(?:\.backup)?$/,
    read: (text) =>
      matches(
        text,
        /"(?:\w{0,40}_)?(?:password|secret|secret_key|secret_access_key|private_key(?:_pem|_openssh)?|access_token|auth_token|api_key|client_secret|connection_string|primary_access_key|secret_string)"\s{0,4}:\s{0,4}"((?:[^"\\]|\\.){8,8000})"/g,
        '"password": …',
      ),
  },
  {
    kind: describe('terraform-credentials', 'token of Terraform Cloud'),
    names: ['credentials.tfrc.json', '.terraformrc', 'terraform.rc'],
    read: (text) => matches(text, /"?token"?\s{0,4}[=:]\s{0,4}"([^"]{16,200})"/g, 'token = …'),
  },
  {
    kind: describe('vault-token-file', 'HashiCorp Vault token'),
    names: ['.vault-token'],
    read: (text) => matches(text.trim(), /^((?:s|b|hvs|hvb)\.[\w-]{20,400})$/g, 'token'),
  },
  {
    kind: describe('ansible-vault-password', 'password of an Ansible vault'),
    names: [
      '.vault_pass',
      '.vault_pass.txt',
      '.vault_password',
      '.vault-pass',
      'vault_pass.txt',
      '.ansible_vault_pass',
      'vault-password-file',
    ],
    read: (text) => matches(text.trim(), /^([^\s$#{<][^\r\n]{7,200})$/g, 'password'),
  },
  {
    kind: describe('huggingface-token-file', 'Hugging Face access token'),
    names: ['token', 'stored_tokens'],
    path: /(?:^|\/)\.?(?:cache\/)?huggingface\/(?:token|stored_tokens)$/,
    read: (text) => matches(text, /(hf_[A-Za-z0-9]{34})/g, 'hf_…'),
  },
  {
    kind: describe('kubernetes-token-file', 'Kubernetes service account token'),
    names: ['token'],
    path: /(?:^|\/)(?:var\/)?run\/secrets\/kubernetes\.io\/serviceaccount\/token$/,
    read: (text) => matches(text.trim(), /^(eyJ[\w-]{10,2000}\.eyJ[\w-]{8,4000}\.[\w-]{20,1400})$/g, 'token'),
  },
  {
    kind: describe('docker-secret-file', 'secret of a running container'),
    path: /^(?:var\/)?run\/secrets\/[\w.-]{1,100}$/,
    read: (text) => matches(text.trim(), /^([^\s<{$][^\r\n]{7,400})$/g, 'content'),
  },
  {
    kind: describe('sftp-config', 'password of a file transfer tool'),
    names: [
      'sftp-config.json',
      'sftp.json',
      '.ftpconfig',
      '.remote-sync.json',
      '.ftppass',
      'sitemanager.xml',
      'recentservers.xml',
      'filezilla.xml',
    ],
    read: (text) =>
      matches(
        text,
        /"(?:password|pass|passphrase)"\s{0,4}:\s{0,4}"([^"]{6,200})"|<Pass(?: encoding="base64")?>([^<]{6,200})<\/Pass>/g,
        'password …',
      ),
  },
  {
    kind: describe('gnupg-key-file', 'GnuPG private key without a passphrase', 'critical'),
    accepts: () => true,
    path: /(?:^|\/)private-keys-v1\.d\/[0-9A-F]{40}\.key$/,
    read: (text) => matches(text.slice(0, 20_000), /(\(\d{0,3}:?private-key)[\s(\d]/g, '(private-key …'),
  },
];

function* dockerLogins(text: string): Iterable<FileSecret> {
  const document = asObject(parseJson(text));
  const registries = asObject(document?.auths) ?? document ?? {};
  for (const [registry, entry] of Object.entries(registries).slice(0, 100)) {
    const fields = asObject(entry);
    const shown = `auths of ${registry.slice(0, 100)}`;
    const auth = asText(fields?.auth);
    if (auth) {
      const plain = Buffer.from(auth, 'base64').toString('utf8');
      const password = plain.slice(plain.indexOf(':') + 1).replace(/\0+$/, '');
      if (plain.includes(':') && password.length > 0) yield { value: password, shown };
    }
    for (const value of asList([
      fields?.identitytoken ?? null,
      fields?.registrytoken ?? null,
      fields?.password ?? null,
    ])) {
      if (typeof value === 'string' && value !== '') yield { value, shown };
    }
  }
}

import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { BECH32, base62, bech32Remainder } from '../../src/finding/secrets/token-tests.ts';
import type { Random } from './random.ts';

/** A valid value of a kind of secret, as it may stand in a file, made of drawn characters: nobody's account is behind it. */
export function secretSample(name: string, random: Random): string {
  const template = TEMPLATES.get(name);
  if (template === undefined) throw new RangeError(`no sample of ${name}`);
  return fill(template, random);
}

/** The same with nothing drawn: what documentation shows. */
export function secretPlaceholder(name: string): string {
  const template = TEMPLATES.get(name);
  if (template === undefined) throw new RangeError(`no sample of ${name}`);
  return template.replace(/\{([a-zA-Z]+)(\d*)\}/g, (_, set: string, count: string) =>
    (SETS.get(set) ?? 'x').charAt(3).repeat(Number(count || 36)),
  );
}

/** Kinds that have a sample. */
export function sampledKinds(): string[] {
  return [...TEMPLATES.keys()];
}

export function fill(template: string, random: Random): string {
  return template.replace(/\{([a-zA-Z]+)(\d*)\}/g, (_, set: string, count: string) => {
    const draw = (characters: string, length: number): string =>
      Array.from({ length }, () => characters.charAt(random.below(characters.length))).join('');
    const length = Number(count);
    switch (set) {
      case 'dollar':
        return '$';
      case 'uuid':
        return [8, 4, 4, 4, 12].map((part) => draw(HEX, part)).join('-');
      case 'github': {
        const body = draw(BASE62, length);
        return body + base62(crc32(body));
      }
      case 'age':
        return ageKey(Array.from({ length: 52 }, () => random.below(32)));
      case 'atlassian': {
        const body = `ATATT3xFfGF0${draw(WORD, 160)}=`;
        return body.slice('ATATT3'.length) + crc32(body).toString(16).toUpperCase().padStart(8, '0');
      }
      case 'grafana':
        return base64({ o: '1', n: 'ci', k: draw(BASE62, 24), m: { r: 'eu' } });
      case 'grafanakey':
        return base64({ k: draw(BASE62, 32), n: 'ci', id: 1 }).slice('eyJrIjoi'.length);
      case 'sentry':
        return base64({ iat: 1.5e9, url: 'https://sentry.acme.example', org: draw(BASE62, 12) });
      case 'tunnel':
        return base64({ a: draw(HEX, 32), t: draw(HEX, 32), s: draw(BASE62, 32) }).slice('eyJhIjoi'.length);
      case 'onepassword':
        return base64({ email: 'a@acme.example', secretKey: draw(BASE62, 30), muk: draw(BASE62, 180) }).slice(3);
      default:
        return draw(SETS.get(set) ?? '', length);
    }
  });
}

function ageKey(data: readonly number[]): string {
  const prefix = 'AGE-SECRET-KEY-'.toLowerCase();
  const codes = [...prefix].map((character) => character.charCodeAt(0));
  const values = [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...data];
  const sum = bech32Remainder([...values, 0, 0, 0, 0, 0, 0]) ^ 1;
  const checksum = Array.from({ length: 6 }, (_, i) => (sum >>> (5 * (5 - i))) & 31);
  return [...data, ...checksum].map((value) => BECH32.charAt(value).toUpperCase()).join('');
}

function base64(fields: object): string {
  return Buffer.from(JSON.stringify(fields)).toString('base64');
}

/** A short name for a value that must not be shown. */
export function fingerprint(value: string): string {
  return createHash('sha256').update(value).digest('hex').slice(0, 12);
}

const HEX = '0123456789abcdef';
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const WORD = `${BASE62}_-`;
const SETS: ReadonlyMap<string, string> = new Map([
  ['h', HEX],
  ['H', HEX.toUpperCase()],
  ['d', '1234567890'],
  ['a', BASE62],
  ['L', BASE62.slice(10)],
  ['l', 'abcdefghijklmnopqrstuvwxyz'],
  ['n', '0123456789abcdefghijklmnopqrstuvwxyz'],
  ['N', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  ['s', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'],
  ['b', `${BASE62}+/`],
  ['w', BASE62],
  ['uuid', HEX],
  ['github', BASE62],
  ['age', BECH32.toUpperCase()],
]);

/** `{set count}` stands for drawn characters. Prefixes are cut in two by the braces, so that nobody takes them for a token. */
const TEMPLATES: ReadonlyMap<string, string> = new Map(
  `
aws-access-key [default]|aws_access_key_id = AKIA{s15}7|aws_secret_access_key = {b37}aB3
aws-access-key-id key: AKIA{s15}7
aws-secret-key AWS_SECRET_ACCESS_KEY={b37}aB3
aws-temporary-credentials AWS_ACCESS_KEY_ID=ASIA{s16}|AWS_SESSION_TOKEN=IQoJ{b200}==
aws-bedrock-key ABSKQmVkcm9ja0FQSUtleS{b110}
google-api-key AIza{w35}
google-oauth-secret GOCSPX-{w28}
google-refresh-token 1//0{w100}
azure-storage-key AccountKey={b86}==
azure-shared-access-key SharedAccessKey={b43}=
azure-devops-token {a76}AZDO{a4}
azure-registry-key {a42}+ACRA{a5}
azure-functions-key {a44}AzFu{a5}A==
azure-search-key {a42}AzSeA{a5}
digitalocean-token dop_v1_{h64}
cloudflare-origin-ca-key v1.0-{h24}-{h146}
cloudflare-tunnel-token eyJhIjoi{tunnel}
heroku-token HRKU-AA{w58}
fly-token FlyV1 fm2_{b120}
render-token rnd_{a32}
netlify-token nfp_{a36}
vercel-blob-token vercel_blob_rw_{a16}_{a30}
yandex-api-key AQVN{w36}
azure-client-secret AZURE_CLIENT_SECRET={a3}8Q~{a34}
alibaba-secret-key ALIBABA_CLOUD_ACCESS_KEY_SECRET={a30}
tencent-secret-key TENCENTCLOUD_SECRET_KEY={a32}
ibm-cloud-api-key IBMCLOUD_API_KEY={w44}
digitalocean-spaces-key SPACES_SECRET_ACCESS_KEY={b43}
hetzner-token HCLOUD_TOKEN={a64}
scaleway-secret-key SCW_SECRET_KEY={uuid}
linode-token LINODE_TOKEN={h64}
vultr-api-key VULTR_API_KEY={N36}
ovh-secret OVH_APPLICATION_SECRET={a32}
exoscale-secret EXOSCALE_API_SECRET={w43}
cloudflare-token CLOUDFLARE_API_TOKEN={w40}
cloudflare-global-key CLOUDFLARE_API_KEY={h37}
heroku-api-key HEROKU_API_KEY={uuid}
vercel-token VERCEL_TOKEN={a24}
netlify-auth-token NETLIFY_AUTH_TOKEN={w43}
railway-token RAILWAY_TOKEN={uuid}
github-token ghp_{github30}
github-oauth-token gho_{github30}
github-app-token ghs_{github30}
github-refresh-token ghr_{github70}
github-fine-grained-token github_pat_{a22}_{a59}
gitlab-token glpat-{w20}
gitlab-deploy-token gldt-{w20}
gitlab-runner-token glrt-{w20}
gitlab-runner-registration-token GR1348941{w20}
gitlab-job-token glcbt-64_{w20}
gitlab-trigger-token glptt-{h40}
gitlab-feed-token glft-{w20}
gitlab-mail-token glimt-{w25}
gitlab-agent-token glagent-{w50}
gitlab-oauth-secret gloas-{w64}
gitlab-scim-token glsoat-{w20}
gitlab-feature-flag-token glffct-{w20}
bitbucket-app-password ATBB{a24}{H8}
bitbucket-access-token ATCTT3{w180}={H8}
circleci-token CCIPAT_{a22}_{h40}
buildkite-token bkua_{h40}
sonar-token sqp_{h40}
sourcegraph-token sgp_{h16}_{h40}
harness-token HARNESS_API_KEY=pat.{w22}.{h24}.{a20}
teamcity-token eyJ0eXAiOiAiVENWMiJ9.{w36}.{w48}
infracost-token INFRACOST_API_KEY=ico-{a32}
gitea-token GITEA_TOKEN={h40}
bitbucket-oauth-secret BITBUCKET_CLIENT_SECRET={a32}
circleci-api-token CIRCLE_TOKEN={h40}
travis-token TRAVIS_API_TOKEN={w22}
buildkite-agent-token BUILDKITE_AGENT_TOKEN={h50}
jenkins-token JENKINS_API_TOKEN=11{h32}
drone-token DRONE_RPC_SECRET={h32}
codecov-token CODECOV_TOKEN={uuid}
coveralls-token COVERALLS_REPO_TOKEN={a33}
sonar-login sonar.login={h40}
github-client-secret GITHUB_CLIENT_SECRET={h40}
github-legacy-token GITHUB_TOKEN={h40}
appveyor-token APPVEYOR_TOKEN=v2.{n20}
vault-token hvs.{w95}
vault-batch-token hvb.{w160}
terraform-token {a14}.atlasv1.{w67}
doppler-token dp.pt.{a43}
doppler-service-token dp.st.dev.{a43}
pulumi-token pul-{h40}
onepassword-service-token ops_eyJ{onepassword}
onepassword-secret-key OP_SECRET_KEY=A3-{N6}-{N6}-{N5}-{N5}-{N5}-{N5}
age-key AGE-SECRET-KEY-1{age}
databricks-token dapi{h32}
planetscale-token pscale_tkn_{w43}
planetscale-password pscale_pw_{w43}
supabase-token sbp_{h40}
supabase-secret-key sb_secret_{w22}_{w8}
mongodb-service-secret mdb_sa_sk_{w40}
neon-key napi_{n64}
clickhouse-key 4b1d{a38}
tailscale-key tskey-auth-{a12}CNTRL-{a32}
prefect-key pnu_{a36}
openshift-token sha256~{w43}
scalr-token at-scalr-{a43}
akamai-secret akab-{n16}-{n16}
influxdb-token apiv3_{w86}
consul-token CONSUL_HTTP_TOKEN={uuid}
nomad-token NOMAD_TOKEN={uuid}
vault-legacy-token VAULT_TOKEN=s.{a24}
vault-app-secret VAULT_SECRET_ID={uuid}
confluent-secret CONFLUENT_API_SECRET={b64}
mongodb-atlas-key MONGODB_ATLAS_PRIVATE_KEY={uuid}
neon-legacy-key NEON_API_KEY={n64}
algolia-admin-key ALGOLIA_ADMIN_API_KEY={h32}
fastly-token FASTLY_API_TOKEN={w32}
ngrok-token NGROK_AUTHTOKEN={a27}_{a21}
launchdarkly-key LAUNCHDARKLY_SDK_KEY=sdk-{uuid}
influxdb-legacy-token INFLUX_TOKEN={w86}==
upstash-token UPSTASH_REDIS_REST_TOKEN={w60}
zerotier-token ZEROTIER_CENTRAL_TOKEN={a32}
laravel-app-key APP_KEY=base64:{b43}=
rails-master-key RAILS_MASTER_KEY={h32}
rails-secret-key-base SECRET_KEY_BASE={h128}
openai-key sk-proj-{w74}T3BlbkFJ{w74}
anthropic-key sk-ant-api03-{w93}AA
huggingface-token HF_TOKEN=hf_{L34}
replicate-token REPLICATE_API_TOKEN=r8_{a37}
perplexity-key pplx-{a48}
groq-key gsk_{a52}
xai-key xai-{a80}
openrouter-key sk-or-v1-{h64}
nvidia-key nvapi-{w64}
langsmith-key lsv2_pt_{h32}_{h10}
pinecone-key pcsk_{a6}_{a63}
cerebras-key csk-{n48}
jina-key jina_{h32}{w28}
tavily-key tvly-{a32}
cohere-key COHERE_API_KEY={a40}
mistral-key MISTRAL_API_KEY={a32}
deepseek-key DEEPSEEK_API_KEY=sk-{h32}
elevenlabs-key ELEVENLABS_API_KEY=sk_{h48}
together-key TOGETHER_API_KEY={h64}
wandb-key WANDB_API_KEY={h40}
assemblyai-key ASSEMBLYAI_API_KEY={h32}
azure-openai-key AZURE_OPENAI_API_KEY={h32}
slack-bot-token xoxb-{d11}-{d12}-{a24}
slack-user-token xoxp-{d11}-{d11}-{d12}-{h32}
slack-app-token xapp-1-A{N10}-{d13}-{h64}
slack-configuration-token xoxe.xoxp-1-{a166}
slack-session-token xoxc-{d11}-{d11}-{d12}-{h64}
slack-webhook https://hooks.slack.com/services/T{N10}/B{N10}/{a24}
discord-webhook https://discord.com/api/webhooks/{d18}/{w68}
telegram-bot-token {d10}:AAE{w32}
teams-webhook https://acme.webhook.office.com/webhookb2/{uuid}@{uuid}/IncomingWebhook/{h32}/{uuid}
sendgrid-key SENDGRID_API_KEY=SG.{w22}.{w43}
brevo-key xkeysib-{h64}-{a16}
firebase-messaging-key AAAA{w7}:APA91b{w134}
resend-key RESEND_API_KEY=re_{a8}_{a24}
discord-bot-token DISCORD_TOKEN=M{a25}.{w6}.{w38}
twilio-auth-token TWILIO_AUTH_TOKEN={h32}
mailgun-key MAILGUN_API_KEY=key-{h32}
mailchimp-key MAILCHIMP_API_KEY={h32}-us12
postmark-token POSTMARK_SERVER_TOKEN={uuid}
mailjet-secret MJ_APIKEY_PRIVATE={h32}
sparkpost-key SPARKPOST_API_KEY={h40}
vonage-secret VONAGE_API_SECRET={a16}
messagebird-key MESSAGEBIRD_API_KEY=live_{a25}
line-token LINE_CHANNEL_ACCESS_TOKEN={b172}=
pusher-secret PUSHER_APP_SECRET={h20}
okta-token OKTA_API_TOKEN=00{w40}
auth0-secret AUTH0_CLIENT_SECRET={w64}
newrelic-user-key NRAK-{N27}
newrelic-insert-key NRII-{w32}
newrelic-license-key {h36}FFFFNRAL
sentry-organization-token sntrys_{sentry}_{b43}
sentry-user-token sntryu_{h64}
grafana-service-token glsa_{a32}_{h8}
grafana-cloud-token glc_{grafana}
grafana-api-key eyJrIjoi{grafanakey}
honeycomb-key hcaik_{n58}
dynatrace-token dt0c01.{s24}.{s64}
datadog-api-key DD_API_KEY={h32}
datadog-app-key DD_APP_KEY={h40}
honeycomb-classic-key HONEYCOMB_API_KEY={h32}
pagerduty-token PAGERDUTY_TOKEN=u+{w18}
snyk-token SNYK_TOKEN={uuid}
rollbar-token ROLLBAR_ACCESS_TOKEN={h32}
splunk-token SPLUNK_HEC_TOKEN={uuid}
opsgenie-key OPSGENIE_API_KEY={uuid}
logzio-token LOGZIO_TOKEN={L32}
loggly-token LOGGLY_TOKEN={uuid}
logdna-key LOGDNA_INGESTION_KEY={h32}
airbrake-key AIRBRAKE_PROJECT_KEY={h32}
stripe-key sk_live_{a24}
stripe-webhook-secret whsec_{a32}
square-token sq0atp-{w22}
square-access-token SQUARE_ACCESS_TOKEN=EAAA{w60}
square-secret sq0csp-{w43}
braintree-token access_token$production{dollar}{n16}{dollar}{h32}
plaid-access-token access-production-{uuid}
shopify-token shpat_{h32}
shopify-secret shpss_{h32}
flutterwave-key FLWSECK-{h32}-X
easypost-key EZAK{a54}
duffel-token duffel_live_{w43}
shippo-token shippo_live_{h40}
paypal-secret PAYPAL_CLIENT_SECRET=E{w79}
braintree-key BRAINTREE_PRIVATE_KEY={h32}
adyen-key ADYEN_API_KEY=AQE{a120}
plaid-secret PLAID_SECRET={h30}
razorpay-secret RAZORPAY_KEY_SECRET={a24}
coinbase-secret COINBASE_API_SECRET={b86}==
binance-secret BINANCE_API_SECRET={a64}
mollie-key MOLLIE_API_KEY=live_{a30}
gocardless-token GOCARDLESS_ACCESS_TOKEN=live_{w40}
npm-token npm_{github30}
pypi-token pypi-AgEIcHlwaS5vcmc{w150}
rubygems-token rubygems_{h48}
crates-token token = "cio{a32}"
nuget-key key=oy2{n43}
docker-hub-token dckr_pat_{w27}
docker-organization-token dckr_oat_{w32}
artifactory-key AKCp{a69}
artifactory-reference-token cmVmdGtu{a56}
packagist-token packagist_uut_{h68}
clojars-token CLOJARS_{n60}
hex-key HEX_API_KEY={h32}
cloudsmith-key CLOUDSMITH_API_KEY={h40}
chocolatey-key CHOCOLATEY_API_KEY={uuid}
artifactory-password ARTIFACTORY_PASSWORD=AP8{a30}
npm-legacy-token NPM_TOKEN={uuid}
atlassian-token ATATT3{atlassian}
notion-token ntn_{d11}{a35}
linear-key lin_api_{a40}
figma-token figd_{w40}
postman-key PMAK-{h24}-{h34}
mapbox-token sk.eyJ{w70}.{w22}
dropbox-token token=sl.B{w140}
typeform-token tfp_{w44}_{w14}
frameio-token fio-u-{w64}
contentful-token CFPAT-{w43}
readme-key rdme_{n70}
hubspot-token pat-na1-{uuid}
pubnub-key sec-c-{b48}
adobe-secret p8e-{a32}
intra42-secret s-s4t2ud-{h64}
maxmind-key {a6}_{a29}_mmk
facebook-token FACEBOOK_ACCESS_TOKEN=EAAG{a160}
clickup-token CLICKUP_TOKEN=pk_{d7}_{N32}
amazon-mws-token amzn.mws.{uuid}
amazon-oauth-secret amzn1.oa2-cs.v1.{h64}
airtable-token AIRTABLE_API_KEY=pat{a14}.{h64}
notion-legacy-token NOTION_TOKEN=secret_{a43}
asana-token ASANA_ACCESS_TOKEN=1/{d16}:{h32}
zendesk-token ZENDESK_API_TOKEN={a40}
jira-token JIRA_API_TOKEN={a24}
salesforce-secret SALESFORCE_CLIENT_SECRET={H64}
facebook-secret FACEBOOK_APP_SECRET={h32}
twitter-secret TWITTER_API_SECRET={a50}
linkedin-secret LINKEDIN_CLIENT_SECRET={a16}
twitch-secret TWITCH_CLIENT_SECRET={n30}
spotify-secret SPOTIFY_CLIENT_SECRET={h32}
sanity-token SANITY_AUTH_TOKEN=sk{a160}
trello-token TRELLO_TOKEN={h64}
rapidapi-key RAPIDAPI_KEY={h10}msh{h15}p{h6}jsn{h12}
intercom-token INTERCOM_ACCESS_TOKEN={a60}
recaptcha-secret RECAPTCHA_SECRET_KEY=6L{a38}
apple-app-password APPLE_APP_SPECIFIC_PASSWORD={l4}-{l4}-{l4}-{l4}
database-url postgres://app:{a16}@db.acme.example:5432/app
message-broker-url amqps://app:{a16}@mq.acme.example/app
server-url smtps://app:{a16}@mail.acme.example
`
    .trim()
    .split('\n')
    .map((line): [string, string] => {
      const [name = ''] = line.split(' ', 1);
      return [name, line.slice(name.length + 1).replaceAll('|', '\n')];
    }),
);

import type { SecretKind } from '../secret-kind.ts';
import { named, tokens } from '../token-kinds.ts';
import { decodeJson } from '../token-tests.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** Accounts of clouds and hosts; those of AWS stand in aws.ts. */
export const cloudKinds: readonly SecretKind[] = [
  ...tokens([
    {
      name: 'google-api-key',
      title: 'Google API key',
      severity: 'medium',
      prefix: 'AIza',
      body: '[\\w-]{35}',
      textOnly: true,
      publicInBrowsers: true,
    },
    {
      name: 'google-oauth-secret',
      title: 'Google OAuth client secret',
      prefix: 'GOCSPX-',
      body: '[\\w-]{28}',
    },
    {
      name: 'google-refresh-token',
      title: 'Google OAuth refresh token',
      prefix: '1//0',
      body: '[\\w-]{60,120}',
      textOnly: true,
    },
    {
      name: 'azure-storage-key',
      title: 'Azure storage account key',
      prefix: 'AccountKey=',
      body: '[A-Za-z0-9+/]{86}==',
    },
    {
      name: 'azure-shared-access-key',
      title: 'Azure shared access key',
      prefix: 'SharedAccessKey=',
      body: '[A-Za-z0-9+/]{43}=',
    },
    {
      name: 'azure-devops-token',
      title: 'Azure DevOps personal access token',
      prefix: '',
      body: '[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}',
      middle: { keywords: ['AZDO'], before: 76 },
    },
    {
      name: 'azure-registry-key',
      title: 'Azure container registry key',
      prefix: '',
      body: '[A-Za-z0-9/+]{42}\\+ACR[A-D][A-Za-z0-9]{5}',
      middle: { keywords: ['+ACRA', '+ACRB', '+ACRC', '+ACRD'], before: 42 },
    },
    {
      name: 'azure-functions-key',
      title: 'Azure Functions key',
      prefix: '',
      body: '[\\w-]{44}AzFu[\\w-]{5}[AQgw]==',
      middle: { keywords: ['AzFu'], before: 44 },
    },
    {
      name: 'azure-search-key',
      title: 'Azure AI Search key',
      prefix: '',
      body: '[A-Za-z0-9]{42}AzSe[A-D][A-Za-z0-9]{5}',
      middle: { keywords: ['AzSe'], before: 42 },
    },
    {
      name: 'digitalocean-token',
      title: 'DigitalOcean access token',
      prefix: ['dop_v1_', 'doo_v1_', 'dor_v1_'],
      body: '[a-f0-9]{64}',
    },
    {
      name: 'cloudflare-origin-ca-key',
      title: 'Cloudflare origin CA key',
      prefix: 'v1.0-',
      body: '[a-f0-9]{24}-[a-f0-9]{146}',
    },
    {
      name: 'cloudflare-tunnel-token',
      title: 'Cloudflare tunnel token',
      prefix: 'eyJhIjoi',
      body: '[A-Za-z0-9+/]{100,400}={0,2}',
      test: (body) => {
        const fields = decodeJson(`eyJhIjoi${body}`);
        return typeof fields?.t === 'string' && typeof fields.s === 'string';
      },
    },
    {
      name: 'heroku-token',
      title: 'Heroku API key',
      prefix: 'HRKU-AA',
      body: '[\\w-]{58}',
    },
    {
      name: 'fly-token',
      title: 'Fly.io access token',
      prefix: ['fm1r_', 'fm2_', 'fm1a_', 'fo1_'],
      body: '[A-Za-z0-9+/_-]{40,600}={0,2}',
    },
    { name: 'render-token', title: 'Render API key', prefix: 'rnd_', body: '[A-Za-z0-9]{28,32}' },
    { name: 'netlify-token', title: 'Netlify access token', prefix: ['nfp_', 'nfc_'], body: '[A-Za-z0-9]{36}' },
    {
      name: 'vercel-blob-token',
      title: 'Vercel Blob token',
      prefix: 'vercel_blob_rw_',
      body: '[A-Za-z0-9]{12,24}_[A-Za-z0-9]{28,36}',
    },
    { name: 'yandex-api-key', title: 'Yandex Cloud API key', prefix: 'AQVN', body: '[\\w-]{35,38}' },
  ]),
  ...named([
    {
      name: 'azure-client-secret',
      title: 'Microsoft Entra client secret',
      names: ['client_secret', 'clientsecret', 'azure_password'],
      body: '[\\w~.]{3}\\dQ~[\\w~.-]{31,34}',
    },
    {
      name: 'alibaba-secret-key',
      title: 'Alibaba Cloud access key secret',
      names: ['alibaba_cloud_access_key_secret', 'aliyun_access_key_secret', 'alicloud_secret_key', 'accesskeysecret'],
      body: '[A-Za-z0-9]{30}',
    },
    {
      name: 'tencent-secret-key',
      title: 'Tencent Cloud secret key',
      names: ['tencentcloud_secret_key', 'tencent_secret_key', 'qcloud_secret_key'],
      body: '[A-Za-z0-9]{32}',
    },
    {
      name: 'ibm-cloud-api-key',
      title: 'IBM Cloud API key',
      names: ['ibmcloud_api_key', 'ibm_cloud_api_key', 'ic_api_key', 'bluemix_api_key', 'watson_api_key'],
      body: '[\\w-]{44}',
    },
    {
      name: 'digitalocean-spaces-key',
      title: 'DigitalOcean Spaces secret key',
      names: ['spaces_secret_access_key', 'do_spaces_secret', 'spaces_secret_key'],
      body: '[A-Za-z0-9/+]{43}',
    },
    { name: 'hetzner-token', title: 'Hetzner Cloud API token', names: ['hcloud_token'], body: '[A-Za-z0-9]{64}' },
    {
      name: 'scaleway-secret-key',
      title: 'Scaleway secret key',
      names: ['scw_secret_key', 'scaleway_secret_key'],
      body: UUID,
    },
    {
      name: 'linode-token',
      title: 'Linode access token',
      names: ['linode_token', 'linode_cli_token', 'linode_api_token'],
      body: '[a-f0-9]{64}',
    },
    { name: 'vultr-api-key', title: 'Vultr API key', names: ['vultr_api_key'], body: '[A-Z0-9]{36}' },
    {
      name: 'ovh-secret',
      title: 'OVH application secret',
      names: ['ovh_application_secret', 'ovh_consumer_key'],
      body: '[A-Za-z0-9]{32}',
    },
    {
      name: 'exoscale-secret',
      title: 'Exoscale API secret',
      names: ['exoscale_api_secret', 'exoscale_secret_key'],
      body: '[\\w-]{43}',
    },
    {
      name: 'cloudflare-token',
      title: 'Cloudflare API token',
      names: ['cloudflare_api_token', 'cf_api_token', 'cloudflare_token', 'cf_dns_api_token'],
      body: '[\\w-]{40}',
    },
    {
      name: 'cloudflare-global-key',
      title: 'Cloudflare global API key',
      names: ['cloudflare_api_key', 'cf_api_key', 'cloudflare_global_api_key'],
      body: '[a-f0-9]{37}',
    },
    { name: 'heroku-api-key', title: 'Heroku API key', names: ['heroku_api_key', 'heroku_api_token'], body: UUID },
    {
      name: 'vercel-token',
      title: 'Vercel access token',
      names: ['vercel_token', 'now_token', 'vercel_api_token'],
      body: '[A-Za-z0-9]{24}',
    },
    {
      name: 'netlify-auth-token',
      title: 'Netlify access token',
      names: ['netlify_auth_token', 'netlify_access_token'],
      body: '[\\w-]{40,46}',
    },
    { name: 'railway-token', title: 'Railway token', names: ['railway_token', 'railway_api_token'], body: UUID },
  ]),
];

import type { SecretKind } from '../secret-kind.ts';
import { named, tokens } from '../token-kinds.ts';
import { decodeJson } from '../token-tests.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** What watches systems. */
export const monitoringKinds: readonly SecretKind[] = [
  ...tokens([
    { name: 'newrelic-user-key', title: 'New Relic user API key', prefix: ['NRAK-', 'NRRA-'], body: '[A-Z0-9]{27}' },
    {
      name: 'newrelic-insert-key',
      title: 'New Relic insert key',
      severity: 'medium',
      prefix: ['NRII-', 'NRIQ-'],
      body: '[A-Za-z0-9_-]{32}',
    },
    {
      name: 'newrelic-license-key',
      title: 'New Relic license key',
      severity: 'medium',
      prefix: '',
      body: '[a-f0-9]{36}(?:FFFF)?NRAL',
      middle: { keywords: ['NRAL'], before: 40 },
    },
    {
      name: 'sentry-organization-token',
      title: 'Sentry organization token',
      prefix: 'sntrys_',
      body: 'eyJ[A-Za-z0-9+/]{40,400}={0,2}_[A-Za-z0-9+/]{43}',
      test: (body) => typeof decodeJson(body.slice(0, body.lastIndexOf('_')))?.org === 'string',
    },
    {
      name: 'sentry-user-token',
      title: 'Sentry user token',
      prefix: ['sntryu_', 'sntrya_', 'sntryi_'],
      body: '[a-f0-9]{64}',
    },
    {
      name: 'grafana-service-token',
      title: 'Grafana service account token',
      prefix: 'glsa_',
      body: '[A-Za-z0-9]{32}_[a-fA-F0-9]{8}',
    },
    {
      name: 'grafana-cloud-token',
      title: 'Grafana Cloud access token',
      prefix: 'glc_',
      body: 'eyJ[A-Za-z0-9+/]{40,400}={0,2}',
      test: (body) => decodeJson(body) !== undefined,
    },
    {
      name: 'grafana-api-key',
      title: 'Grafana API key',
      prefix: 'eyJrIjoi',
      body: '[A-Za-z0-9+/]{60,400}={0,2}',
      test: (body) => typeof decodeJson(`eyJrIjoi${body}`)?.n === 'string',
    },
    {
      name: 'honeycomb-key',
      title: 'Honeycomb API key',
      prefix: ['hcaik_', 'hcbik_', 'hcxik_', 'hcamk_'],
      body: '[0-9a-z]{58}',
    },
    {
      name: 'dynatrace-token',
      title: 'Dynatrace API token',
      prefix: ['dt0c01.', 'dt0s01.', 'dt0s02.', 'dt0s08.', 'dt0s16.'],
      body: '[A-Z2-7]{8,24}\\.[A-Z2-7]{64}',
    },
  ]),
  ...named([
    {
      name: 'datadog-api-key',
      title: 'Datadog API key',
      names: ['dd_api_key', 'datadog_api_key'],
      body: '[a-f0-9]{32}',
    },
    {
      name: 'datadog-app-key',
      title: 'Datadog application key',
      names: ['dd_app_key', 'dd_application_key', 'datadog_app_key', 'datadog_application_key'],
      body: '[a-f0-9]{40}',
    },
    {
      name: 'honeycomb-classic-key',
      title: 'Honeycomb API key',
      names: ['honeycomb_api_key', 'honeycomb_writekey', 'x-honeycomb-team'],
      body: '(?:[a-f0-9]{32}|[A-Za-z0-9]{22})',
    },
    {
      name: 'pagerduty-token',
      title: 'PagerDuty API token',
      names: ['pagerduty_token', 'pagerduty_api_key', 'pagerduty_api_token', 'pagerduty_service_key'],
      body: '(?:[uye]\\+[\\w-]{18}|[\\w+-]{20}|[a-f0-9]{32})',
    },
    {
      name: 'snyk-token',
      title: 'Snyk API token',
      names: ['snyk_token', 'snyk_api_token', 'snyk_api_key'],
      body: UUID,
    },
    {
      name: 'rollbar-token',
      title: 'Rollbar server token',
      severity: 'medium',
      names: ['rollbar_access_token', 'rollbar_server_token', 'rollbar_token'],
      body: '[a-f0-9]{32}',
    },
    {
      name: 'splunk-token',
      title: 'Splunk HTTP event collector token',
      severity: 'medium',
      names: ['splunk_hec_token', 'splunk_token'],
      body: UUID,
    },
    { name: 'opsgenie-key', title: 'Opsgenie API key', names: ['opsgenie_api_key', 'opsgenie_key'], body: UUID },
    {
      name: 'logzio-token',
      title: 'Logz.io shipping token',
      severity: 'medium',
      names: ['logzio_token', 'logzio_shipping_token'],
      body: '[A-Za-z]{32}',
    },
    {
      name: 'loggly-token',
      title: 'Loggly customer token',
      severity: 'medium',
      names: ['loggly_token', 'loggly_customer_token'],
      body: UUID,
    },
    {
      name: 'logdna-key',
      title: 'LogDNA ingestion key',
      severity: 'medium',
      names: ['logdna_ingestion_key', 'logdna_key', 'mezmo_ingestion_key'],
      body: '[a-f0-9]{32}',
    },
    {
      name: 'airbrake-key',
      title: 'Airbrake project key',
      severity: 'medium',
      names: ['airbrake_api_key', 'airbrake_project_key'],
      body: '[a-f0-9]{32}',
    },
  ]),
];

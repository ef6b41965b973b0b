import { crc32 } from 'node:zlib';
import type { SecretKind } from '../secret-kind.ts';
import { named, tokens } from '../token-kinds.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** Other services that people work with. */
export const serviceKinds: readonly SecretKind[] = [
  ...tokens([
    {
      name: 'atlassian-token',
      title: 'Atlassian API token',
      prefix: 'ATATT3',
      body: '[\\w-]{160,200}=[0-9A-F]{8}',
      test: (body) => crc32(`ATATT3${body.slice(0, -8)}`) === Number.parseInt(body.slice(-8), 16),
    },
    { name: 'notion-token', title: 'Notion integration token', prefix: 'ntn_', body: '\\d{11}[A-Za-z0-9]{35}' },
    { name: 'linear-key', title: 'Linear API key', prefix: ['lin_api_', 'lin_oauth_'], body: '[A-Za-z0-9]{40,64}' },
    { name: 'figma-token', title: 'Figma access token', prefix: ['figd_', 'figo_', 'figu_'], body: '[\\w-]{36,48}' },
    { name: 'postman-key', title: 'Postman API key', prefix: 'PMAK-', body: '[a-f0-9]{24}-[a-f0-9]{34}' },
    { name: 'mapbox-token', title: 'Mapbox secret token', prefix: 'sk.eyJ', body: '[\\w-]{40,160}\\.[\\w-]{22}' },
    {
      name: 'dropbox-token',
      title: 'Dropbox access token',
      prefix: ['sl.u.', 'sl.'],
      body: '[\\w-]{130,2000}',
      textOnly: true,
    },
    { name: 'typeform-token', title: 'Typeform access token', prefix: 'tfp_', body: '[\\w.=-]{40,70}' },
    { name: 'frameio-token', title: 'Frame.io API token', prefix: 'fio-u-', body: '[\\w=-]{64}' },
    { name: 'contentful-token', title: 'Contentful management token', prefix: 'CFPAT-', body: '[\\w-]{43}' },
    { name: 'readme-key', title: 'ReadMe API key', prefix: 'rdme_', body: '[a-z0-9]{70}' },
    {
      name: 'hubspot-token',
      title: 'HubSpot private app token',
      prefix: ['pat-na1-', 'pat-na2-', 'pat-eu1-', 'pat-ap1-'],
      body: UUID,
    },
    { name: 'pubnub-key', title: 'PubNub secret key', prefix: 'sec-c-', body: '(?:[A-Za-z0-9+/]{48}|[0-9a-f-]{36})' },
    { name: 'adobe-secret', title: 'Adobe client secret', prefix: 'p8e-', body: '[A-Za-z0-9-]{32}' },
    {
      name: 'intra42-secret',
      title: 'Intra42 client secret',
      prefix: ['s-s4t2ud-', 's-s4t2af-'],
      body: '[a-f0-9]{64}',
    },
    {
      name: 'maxmind-key',
      title: 'MaxMind license key',
      severity: 'medium',
      prefix: '',
      body: '[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk',
      middle: { keywords: ['_mmk'], before: 36 },
    },
    { name: 'clickup-token', title: 'ClickUp API token', prefix: 'pk_', body: '\\d{6,9}_[A-Z0-9]{32}', textOnly: true },
    { name: 'amazon-mws-token', title: 'Amazon marketplace token', prefix: 'amzn.mws.', body: UUID },
    {
      name: 'amazon-oauth-secret',
      title: 'Amazon OAuth client secret',
      prefix: 'amzn1.oa2-cs.v1.',
      body: '[a-f0-9]{64}',
    },
  ]),
  ...named([
    {
      name: 'facebook-token',
      title: 'Facebook access token',
      names: [
        'facebook_access_token',
        'fb_access_token',
        'facebook_token',
        'fb_page_access_token',
        'page_access_token',
        'whatsapp_token',
        'instagram_access_token',
      ],
      body: 'EAA[A-Za-z0-9]{100,260}',
    },
    {
      name: 'airtable-token',
      title: 'Airtable personal access token',
      names: [
        'airtable_api_key',
        'airtable_token',
        'airtable_pat',
        'airtable_personal_access_token',
        'airtable_access_token',
      ],
      body: 'pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}',
    },
    {
      name: 'notion-legacy-token',
      title: 'Notion integration token of the old form',
      names: ['notion_token', 'notion_api_key', 'notion_key', 'notion_secret'],
      body: 'secret_[A-Za-z0-9]{43}',
    },
    {
      name: 'asana-token',
      title: 'Asana access token',
      names: ['asana_access_token', 'asana_token', 'asana_pat', 'asana_api_key'],
      body: '(?:[012]/\\d{16}(?:/\\d{16})?:[a-f0-9]{32}|0/[a-f0-9]{32})',
    },
    {
      name: 'zendesk-token',
      title: 'Zendesk API token',
      names: ['zendesk_api_token', 'zendesk_token', 'zendesk_secret'],
      body: '[A-Za-z0-9]{40}',
    },
    {
      name: 'jira-token',
      title: 'Atlassian API token of the old form',
      names: ['jira_api_token', 'jira_token', 'atlassian_api_token', 'confluence_api_token', 'confluence_token'],
      body: '[A-Za-z0-9]{24}',
    },
    {
      name: 'salesforce-secret',
      title: 'Salesforce consumer secret',
      names: [
        'salesforce_client_secret',
        'salesforce_consumer_secret',
        'sfdc_client_secret',
        'salesforce_security_token',
      ],
      body: '(?:[A-F0-9]{64}|[A-Za-z0-9]{24,25})',
    },
    {
      name: 'facebook-secret',
      title: 'Facebook app secret',
      names: ['facebook_app_secret', 'facebook_client_secret', 'fb_app_secret', 'facebook_secret'],
      body: '[a-f0-9]{32}',
    },
    {
      name: 'twitter-secret',
      title: 'X (Twitter) API secret',
      names: ['twitter_api_secret', 'twitter_consumer_secret', 'twitter_access_token_secret', 'twitter_access_secret'],
      body: '[A-Za-z0-9]{45,50}',
    },
    {
      name: 'linkedin-secret',
      title: 'LinkedIn client secret',
      names: ['linkedin_client_secret', 'linkedin_secret'],
      body: '(?:[A-Za-z0-9]{16}|WPL_AP1\\.[\\w.=]{20,40})',
    },
    {
      name: 'twitch-secret',
      title: 'Twitch client secret',
      names: ['twitch_client_secret', 'twitch_secret'],
      body: '[a-z0-9]{30}',
    },
    {
      name: 'spotify-secret',
      title: 'Spotify client secret',
      names: ['spotify_client_secret', 'spotify_secret', 'spotipy_client_secret'],
      body: '[a-f0-9]{32}',
    },
    {
      name: 'sanity-token',
      title: 'Sanity API token',
      names: ['sanity_auth_token', 'sanity_api_token', 'sanity_token', 'sanity_api_write_token'],
      body: 'sk[A-Za-z0-9]{80,180}',
    },
    {
      name: 'trello-token',
      title: 'Trello token',
      names: ['trello_token', 'trello_api_token'],
      body: '(?:ATTA[a-f0-9]{72}|[a-f0-9]{64})',
    },
    {
      name: 'rapidapi-key',
      title: 'RapidAPI key',
      names: ['rapidapi_key', 'x-rapidapi-key', 'rapid_api_key'],
      body: '[a-z0-9]{10}[a-z0-9]{15,20}jsn[a-z0-9]{12}|[a-f0-9]{10}msh[a-f0-9]{15}p[a-f0-9]{6}jsn[a-f0-9]{12}',
    },
    {
      name: 'intercom-token',
      title: 'Intercom access token',
      names: ['intercom_access_token', 'intercom_token'],
      body: '[A-Za-z0-9=_]{60}',
    },
    {
      name: 'recaptcha-secret',
      title: 'reCAPTCHA secret key',
      severity: 'medium',
      names: ['recaptcha_secret', 'recaptcha_secret_key', 'recaptcha_private_key'],
      body: '6L[A-Za-z0-9_-]{38}',
    },
    {
      name: 'apple-app-password',
      title: 'Apple app-specific password',
      names: [
        'apple_app_specific_password',
        'fastlane_apple_application_specific_password',
        'apple_id_password',
        'app_specific_password',
      ],
      body: '[a-z]{4}-[a-z]{4}-[a-z]{4}-[a-z]{4}',
    },
  ]),
];

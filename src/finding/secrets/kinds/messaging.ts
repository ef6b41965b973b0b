import type { SecretKind } from '../secret-kind.ts';
import { named, tokens } from '../token-kinds.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** Chat, mail and telephony. */
export const messagingKinds: readonly SecretKind[] = [
  ...tokens([
    {
      name: 'slack-bot-token',
      title: 'Slack bot token',
      prefix: 'xoxb-',
      body: '\\d{9,14}-(?:\\d{9,14}-)?[A-Za-z0-9]{24}',
    },
    {
      name: 'slack-user-token',
      title: 'Slack user token',
      prefix: ['xoxp-', 'xoxe-', 'xoxo-'],
      body: '(?:\\d{9,14}-){2,3}[a-f0-9]{32}',
    },
    {
      name: 'slack-app-token',
      title: 'Slack app token',
      prefix: 'xapp-1-',
      body: '[A-Z0-9]{9,13}-\\d{9,14}-[a-z0-9]{64}',
    },
    {
      name: 'slack-configuration-token',
      title: 'Slack configuration token',
      prefix: ['xoxe.xoxp-1-', 'xoxe.xoxb-1-', 'xoxe-1-'],
      body: '[A-Z0-9a-z]{140,180}',
    },
    {
      name: 'slack-session-token',
      title: 'Slack session token',
      prefix: ['xoxc-', 'xoxs-'],
      body: '(?:\\d{9,14}-){2,3}[a-f0-9]{64}',
    },
    {
      name: 'slack-webhook',
      title: 'Slack incoming webhook',
      severity: 'medium',
      prefix: ['hooks.slack.com/services/', 'hooks.slack.com/workflows/'],
      body: 'T[A-Z0-9]{7,12}/[AB][A-Z0-9]{7,12}/(?:\\d{10,20}/)?[A-Za-z0-9]{23,25}',
    },
    {
      name: 'discord-webhook',
      title: 'Discord webhook',
      severity: 'medium',
      prefix: ['discord.com/api/webhooks/', 'discordapp.com/api/webhooks/'],
      body: '\\d{17,20}/[\\w-]{60,72}',
    },
    {
      name: 'telegram-bot-token',
      title: 'Telegram bot token',
      prefix: '',
      body: '\\d{8,10}:AA[\\w-]{33}',
      middle: { keywords: [':AAE', ':AAF', ':AAG', ':AAH'], before: 10 },
      textOnly: true,
    },
    {
      name: 'teams-webhook',
      title: 'Microsoft Teams webhook',
      severity: 'medium',
      prefix: ['webhook.office.com/webhookb2/', 'outlook.office.com/webhook/'],
      body: `${UUID}@${UUID}/IncomingWebhook/[a-f0-9]{32}/${UUID}`,
    },
    {
      name: 'sendgrid-key',
      title: 'SendGrid API key',
      prefix: 'SG.',
      near: ['sendgrid', 'authorization: bearer'],
      body: '[\\w-]{22}\\.[\\w-]{43}',
      textOnly: true,
    },
    {
      name: 'brevo-key',
      title: 'Brevo API key',
      prefix: ['xkeysib-', 'xsmtpsib-'],
      body: '[a-f0-9]{64}-[A-Za-z0-9]{16}',
    },
    {
      name: 'firebase-messaging-key',
      title: 'Firebase Cloud Messaging server key',
      prefix: '',
      body: 'AAAA[\\w-]{7}:APA91b[\\w-]{134}',
      middle: { keywords: [':apa91b'], before: 12 },
    },
    {
      name: 'resend-key',
      title: 'Resend API key',
      prefix: 're_',
      near: ['resend_api_key', 'authorization: bearer'],
      body: '[A-Za-z0-9]{8}_[A-Za-z0-9]{24}',
      textOnly: true,
    },
  ]),
  ...named([
    {
      name: 'discord-bot-token',
      title: 'Discord bot token',
      names: ['discord_token', 'discord_bot_token', 'discordtoken', 'bot_token'],
      body: '[MNO][A-Za-z\\d_-]{23,25}\\.[\\w-]{6}\\.[\\w-]{27,38}',
    },
    {
      name: 'twilio-auth-token',
      title: 'Twilio auth token',
      names: ['twilio_auth_token', 'twilio_token', 'twilio_authtoken', 'twilio_api_secret'],
      body: '[A-Za-z0-9]{32}',
    },
    {
      name: 'mailgun-key',
      title: 'Mailgun API key',
      names: ['mailgun_api_key', 'mailgun_key', 'mailgun_secret', 'mailgun_private_key'],
      body: '(?:key-[a-f0-9]{32}|[a-f0-9]{32}-[a-f0-9]{8}-[a-f0-9]{8})',
    },
    {
      name: 'mailchimp-key',
      title: 'Mailchimp API key',
      names: ['mailchimp_api_key', 'mailchimp_apikey', 'mailchimp_key', 'mandrill_api_key'],
      body: '[a-f0-9]{32}-us\\d{1,2}',
    },
    {
      name: 'postmark-token',
      title: 'Postmark server token',
      names: ['postmark_server_token', 'postmark_api_token', 'postmark_token', 'postmark_api_key'],
      body: UUID,
    },
    {
      name: 'mailjet-secret',
      title: 'Mailjet secret key',
      names: ['mj_apikey_private', 'mailjet_secret_key', 'mailjet_api_secret'],
      body: '[a-f0-9]{32}',
    },
    {
      name: 'sparkpost-key',
      title: 'SparkPost API key',
      names: ['sparkpost_api_key', 'sparkpost_secret'],
      body: '[a-f0-9]{40}',
    },
    {
      name: 'vonage-secret',
      title: 'Vonage API secret',
      names: ['nexmo_api_secret', 'vonage_api_secret'],
      body: '[A-Za-z0-9]{16}',
    },
    {
      name: 'messagebird-key',
      title: 'MessageBird access key',
      names: ['messagebird_api_key', 'messagebird_access_key'],
      body: '(?:live_)?[A-Za-z0-9]{25}',
    },
    {
      name: 'line-token',
      title: 'LINE channel access token',
      names: ['line_channel_access_token', 'line_access_token'],
      body: '[A-Za-z0-9+/]{100,250}={0,2}',
    },
    {
      name: 'pusher-secret',
      title: 'Pusher app secret',
      severity: 'medium',
      names: ['pusher_app_secret', 'pusher_secret'],
      body: '[a-f0-9]{20}',
    },
    {
      name: 'okta-token',
      title: 'Okta API token',
      names: ['okta_api_token', 'okta_token', 'okta_client_token'],
      body: '00[\\w-]{40}',
    },
    {
      name: 'auth0-secret',
      title: 'Auth0 client secret',
      names: ['auth0_client_secret', 'auth0_secret', 'auth0_management_client_secret'],
      body: '[\\w-]{64}',
    },
  ]),
];

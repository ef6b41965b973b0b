import type { SecretKind } from '../secret-kind.ts';
import { named, tokens } from '../token-kinds.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** Payment, shops and shipping. */
export const paymentKinds: readonly SecretKind[] = [
  ...tokens([
    {
      name: 'stripe-key',
      title: 'Stripe live secret key',
      prefix: ['sk_live_', 'rk_live_'],
      body: '[A-Za-z0-9]{24,247}',
    },
    {
      name: 'stripe-webhook-secret',
      title: 'Stripe webhook signing secret',
      severity: 'medium',
      prefix: 'whsec_',
      body: '[A-Za-z0-9+/]{32,64}={0,2}',
    },
    { name: 'square-token', title: 'Square access token', prefix: 'sq0atp-', body: '[\\w-]{22}' },
    { name: 'square-secret', title: 'Square OAuth secret', prefix: 'sq0csp-', body: '[\\w-]{43}' },
    {
      name: 'braintree-token',
      title: 'Braintree access token',
      prefix: 'access_token$production$',
      body: '[0-9a-z]{16}\\$[0-9a-f]{32}',
    },
    { name: 'plaid-access-token', title: 'Plaid access token', prefix: 'access-production-', body: UUID },
    {
      name: 'shopify-token',
      title: 'Shopify access token',
      prefix: ['shpat_', 'shpca_', 'shppa_'],
      body: '[a-fA-F0-9]{32}',
    },
    { name: 'shopify-secret', title: 'Shopify shared secret', prefix: 'shpss_', body: '[a-fA-F0-9]{32}' },
    { name: 'flutterwave-key', title: 'Flutterwave secret key', prefix: 'FLWSECK-', body: '[a-f0-9]{32}-X' },
    { name: 'easypost-key', title: 'EasyPost API key', prefix: 'EZAK', body: '[A-Za-z0-9]{54}' },
    { name: 'duffel-token', title: 'Duffel access token', prefix: 'duffel_live_', body: '[\\w=-]{43}' },
    { name: 'shippo-token', title: 'Shippo API token', prefix: 'shippo_live_', body: '[a-f0-9]{40}' },
  ]),
  ...named([
    {
      name: 'square-access-token',
      title: 'Square access token',
      names: ['square_access_token', 'square_token'],
      body: 'EAAA[\\w-]{60}',
    },
    {
      name: 'paypal-secret',
      title: 'PayPal client secret',
      names: ['paypal_client_secret', 'paypal_secret'],
      body: 'E[\\w-]{79}',
    },
    { name: 'braintree-key', title: 'Braintree private key', names: ['braintree_private_key'], body: '[a-f0-9]{32}' },
    {
      name: 'adyen-key',
      title: 'Adyen API key',
      names: ['adyen_api_key', 'adyen_apikey'],
      body: 'AQE[A-Za-z0-9+/=]{60,300}(?:-[A-Za-z0-9+/=]{20,100})?(?:-[\\w^{}<>]{10,40})?',
    },
    {
      name: 'plaid-secret',
      title: 'Plaid secret',
      names: ['plaid_secret', 'plaid_secret_production'],
      body: '[a-f0-9]{30}',
    },
    {
      name: 'razorpay-secret',
      title: 'Razorpay key secret',
      names: ['razorpay_key_secret', 'razorpay_secret', 'razorpay_api_secret'],
      body: '[A-Za-z0-9]{24}',
    },
    {
      name: 'coinbase-secret',
      title: 'Coinbase API secret',
      names: ['coinbase_api_secret', 'coinbase_secret'],
      body: '[A-Za-z0-9+/]{32,88}={0,2}',
    },
    {
      name: 'binance-secret',
      title: 'Binance API secret',
      names: ['binance_api_secret', 'binance_secret_key', 'binance_secret'],
      body: '[A-Za-z0-9]{64}',
    },
    {
      name: 'mollie-key',
      title: 'Mollie live API key',
      names: ['mollie_api_key', 'mollie_key'],
      body: 'live_[A-Za-z0-9]{30}',
    },
    {
      name: 'gocardless-token',
      title: 'GoCardless access token',
      names: ['gocardless_access_token', 'gocardless_token'],
      body: 'live_[\\w-]{40}',
    },
  ]),
];

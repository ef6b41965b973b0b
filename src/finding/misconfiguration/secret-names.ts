const NAMED =
  /(?:^|_)(?:PASS|PASSWD|PASSWORD|PASSPHRASE|PWD|SECRET|SECRETS|TOKEN|CREDENTIALS?|APIKEY|API_KEY|ACCESS_KEY|SECRET_KEY|PRIVATE_KEY|AUTH_KEY|ENCRYPTION_KEY|SIGNING_KEY|ACCOUNT_KEY|DB_PASS|DSN_PASSWORD)\d{0,2}$|(?:PASSWORD|PASSWD|SECRET|TOKEN|APIKEY)\d{0,2}$/;
/** What a value says that is no secret: switches, numbers, paths, names of files, references to other variables. */
const HARMLESS =
  /^(?:|true|false|yes|no|y|n|on|off|none|null|nil|undefined|disabled|enabled|optional|required|auto|default|empty|\d{1,5}|[*x.]{1,40}|\/.{0,500}|\.{1,2}\/.{0,500}|file:.{0,500}|~\/.{0,500}|\$.{0,200}|%.{0,100}%|\{\{.{0,200}|<.{0,200}>|(?:your|my|change|replace|insert|put|enter|todo|example|dummy|placeholder)[-_ ].{0,200}|change_?me|https?:\/\/[^@\s]{0,500})$/i;
/** `PWD` and `OLDPWD` are folders; a GPG key in the environment of a build is a fingerprint. */
const OTHERS = /^(?:OLDPWD|PWD|.{0,100}(?:_FILE|_PATH|_URL|_NAME|_TYPE|_ALGORITHM|_LENGTH|_EXPIRY|_TTL))$/;
const FINGERPRINT = /^(?:(?:0x)?[0-9A-F]{40}[\s,]*)+$/i;
const LONGEST = 2_000;

/** Is the variable named like a secret, with a value that could be one? The value itself is never shown. */
export function isSecretNamed(name: string, value: string): boolean {
  const upper = name
    .slice(0, 200)
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[-.]/g, '_')
    .toUpperCase();
  if (OTHERS.test(upper) || !NAMED.test(upper)) return false;
  const bare = value
    .slice(0, LONGEST)
    .trim()
    .replace(/^(["'])(.*)\1$/s, '$2');
  return !HARMLESS.test(bare) && !FINGERPRINT.test(bare);
}

/** Is it a default that everybody knows, such as a word of the variable's own name? It keeps nobody out, but it is no secret. */
export function isKnownDefault(name: string, value: string): boolean {
  const bare = value.slice(0, LONGEST).trim().toLowerCase();
  return (
    DEFAULTS.has(bare) ||
    (bare.length > 2 &&
      name
        .slice(0, 200)
        .toLowerCase()
        .split(/[^a-z]+/)
        .includes(bare))
  );
}

const DEFAULTS: ReadonlySet<string> = new Set(
  'admin administrator root guest user password passwd pass secret test testing example sample demo dev development local minioadmin changeit changeme postgres mysql mariadb'.split(
    ' ',
  ),
);

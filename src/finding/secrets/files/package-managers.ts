import { asObject, asText, parseJson } from '../../../base/json.ts';
import { describe, type FileSecret, matches, type SecretFileReader } from './file-reader.ts';

/** Credentials of package managers for their registries. */
export const packageManagerFiles: readonly SecretFileReader[] = [
  {
    kind: describe('npmrc', 'credentials of an npm registry'),
    names: ['.npmrc', 'npmrc', '.yarnrc', '.yarnrc.yml'],
    read: (text) =>
      matches(
        text,
        /^[ \t]{0,12}(?:\/\/[^\s=]{1,200}:|["']?[\w./:@-]{0,200}:?)?(?:_authToken|_password|_auth|npmAuthToken|npmAuthIdent)["']?\s{0,3}[=:\s]\s{0,3}["']?([^\s"'#]{6,2000})/gm,
        '_authToken=…',
      ),
  },
  {
    kind: describe('pypirc', 'password of a Python package index'),
    names: ['.pypirc'],
    read: (text) => matches(text, /^\s{0,8}password\s{0,4}[=:]\s{0,4}(\S{6,2000})/gm, 'password=…'),
  },
  {
    kind: describe('gem-credentials', 'credentials of a gem server'),
    names: ['credentials'],
    path: /(?:^|\/)(?:\.gem|\.local\/share\/gem)\/credentials$/,
    read: (text) => matches(text, /^:\w{1,60}:\s{1,4}["']?(?:Basic )?([^\s"']{16,400})/gm, 'api_key: …'),
  },
  {
    kind: describe('cargo-credentials', 'token of a crates registry'),
    names: ['credentials', 'credentials.toml'],
    path: /(?:^|\/)\.?cargo\/credentials(?:\.toml)?$/,
    read: (text) => matches(text, /^\s{0,8}token\s{0,4}=\s{0,4}["']([^"'\n]{16,2000})/gm, 'token = …'),
  },
  {
    kind: describe('composer-auth', 'credentials of a Composer repository'),
    names: ['auth.json'],
    *read(text) {
      const document = asObject(parseJson(text));
      for (const part of ['http-basic', 'github-oauth', 'gitlab-token', 'gitlab-oauth', 'bearer', 'bitbucket-oauth']) {
        for (const [host, entry] of Object.entries(asObject(document?.[part]) ?? {}).slice(0, 50)) {
          const fields = asObject(entry);
          const value =
            asText(entry) ?? asText(fields?.password) ?? asText(fields?.token) ?? asText(fields?.['consumer-secret']);
          if (value) yield { value, shown: `${part} for ${host.slice(0, 80)}` };
        }
      }
    },
  },
  {
    kind: describe('maven-settings', 'password of a Maven server'),
    names: ['settings.xml'],
    path: /(?:^|\/)(?:\.m2|maven[\w.-]*\/conf|conf|mvn)\/settings\.xml$/,
    read: (text) =>
      matches(withoutComments(text), /<(?:password|passphrase)>\s{0,20}([^<>{}\s]{6,400})\s{0,20}<\//g, '<password>…'),
  },
  {
    kind: describe('nuget-config', 'password of a NuGet source'),
    names: ['nuget.config'],
    read: (text) =>
      matches(text, /<add\s{1,8}key="ClearTextPassword"\s{1,8}value="([^"]{6,400})"/gi, 'ClearTextPassword …'),
  },
  {
    kind: describe('pip-index', 'password of a Python package index'),
    names: [
      'pip.conf',
      'pip.ini',
      '.condarc',
      'condarc',
      'uv.toml',
      'requirements.txt',
      'constraints.txt',
      'pipfile',
      'pyproject.toml',
      '.pdm.toml',
      'pydistutils.cfg',
    ],
    read: addressPasswords,
  },
  {
    kind: describe('repository-password', 'password of a package repository'),
    names: ['auth.conf', 'sources.list', 'repositories', '.curlrc', '.wgetrc', 'wgetrc'],
    named: /^[\w.-]{1,80}\.(?:repo|list|sources)$|^[\w.-]{1,80}\.conf$/,
    path: /(?:^|\/)etc\/(?:apt\/(?:auth\.conf|auth\.conf\.d\/[^/]+|sources\.list|sources\.list\.d\/[^/]+|apt\.conf\.d\/[^/]+)|apk\/repositories|yum\.repos\.d\/[^/]+|zypp\/repos\.d\/[^/]+|wgetrc)$|(?:^|\/)\.(?:curlrc|wgetrc)$/,
    *read(text) {
      yield* addressPasswords(text);
      yield* matches(
        text,
        /^\s{0,8}(?:machine\s{1,8}\S{1,200}\s{1,8}login\s{1,8}\S{1,200}\s{1,8})?(?:http_|ftp_|proxy_)?password[ \t]{0,4}[=\s][ \t]{0,4}["']?([^\s"']{6,400})/gm,
        'password …',
      );
    },
  },
  {
    kind: describe('gradle-properties', 'password in gradle.properties'),
    names: ['gradle.properties', 'local.properties'],
    read: (text) =>
      matches(
        text,
        /^[\w.-]{0,80}(?:password|passwd|token|secret|apikey|api_key)\s{0,4}=\s{0,4}(\S{6,400})/gim,
        '…Password=…',
      ),
  },
];

/** Web addresses with a password. */
function addressPasswords(text: string): Iterable<FileSecret> {
  return matches(text, /\bhttps?:\/\/[\w.%+~-]{0,80}:([^\s@/"'`<>\\|]{6,200})@[A-Za-z0-9]/g, 'https://…:…@…');
}

/** XML without its comments, where examples stand. */
function withoutComments(text: string): string {
  return text
    .split('<!--')
    .map((part, index) => {
      const end = part.indexOf('-->');
      return index === 0 ? part : end < 0 ? '' : part.slice(end + 3);
    })
    .join('');
}

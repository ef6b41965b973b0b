/**
 * Is what lies at a path public by nature? `example`: tests, samples and documentation. `strangers`: what package managers of
 * languages bring, tool chains and caches. Neither is a leak of whoever made the image.
 */
export function publicPlace(path: string): 'example' | 'strangers' | undefined {
  if (STRANGERS.test(path)) return 'strangers';
  return EXAMPLES.test(path) || EXAMPLE_FILES.test(path) ? 'example' : undefined;
}

/** Is the file one that a web server sends to browsers? */
export function isForBrowsers(path: string): boolean {
  return BROWSERS.test(path);
}

/** Where distributions put what their packages bring: of files that are gone from the final tree nobody knows whose they were. */
export function isSystemPlace(path: string): boolean {
  return /^(?:usr\/(?:lib\w*|share|include|libexec|src|s?bin)|lib\w*|s?bin|boot|var\/lib\/(?:dpkg|apt|rpm))\//.test(
    path,
  );
}

const STRANGERS =
  /(?:^|\/)(?:node_modules|bower_components|jspm_packages|site-packages|dist-packages|gems|vendor|Pods|_cacache|\.pnpm-store|\.pub-cache|\.rustup|rustup\/toolchains|\.?cargo\/(?:registry|git)|pkg\/mod|\.m2\/repository|\.gradle\/(?:caches|wrapper)|\.nuget\/packages|\.yarn\/(?:cache|unplugged|releases|berry)|\.cache\/(?!huggingface)|ms-playwright|google-cloud-sdk|aws-cli|conda\/pkgs|lib(?:64)?\/(?:python|pypy|ruby|perl|erlang|elixir|R|jvm|go)[\d.-]*|share\/(?:perl|zsh|vim|nmap|metasploit[\w-]*|doc|man|info|gtk-doc|help|licenses))\/|^usr\/(?:local\/)?(?:go|lib\/go-[\d.]+|share\/go-[\d.]+)\/|^opt\/(?:conda|miniconda\d?|anaconda\d?|miniforge\d?|metasploit-framework)\/(?!etc)/;

const EXAMPLES =
  /(?:^|\/)(?:[\w-]*tests?|testing|test[-_]?(?:data|files?|cases?|certs?|fixtures?|resources|suite|keys?|support|utils?)|testcert|__tests?__|__mocks__|mocks?|specs?|e2e|integration|unittests?|fixtures?|__fixtures__|snapshots|__snapshots__|cassettes|examples?|samples?|sampledata|demos?|docs?|documentation|tutorials?|man|javadoc|wordlists?|payloads|seclists)\//i;
const EXAMPLE_FILES =
  /(?:_test\.(?:go|py|rb|exs|c|cc|cpp|dart)|[._-](?:test|spec|example|sample|stories|mock)s?\.\w{1,5}|(?:^|\/)(?:test_|example)[\w.-]*|[._-](?:example|sample|dist|template|tmpl|tpl|default|orig\.example)|(?:^|\/)(?:README|CHANGELOG|CHANGES|HISTORY|NEWS|LICENSE|CONTRIBUTING)[\w.-]*|\.(?:md|markdown|rst|adoc|asciidoc|pod|1|3|5|7|8|po|pot|mo|ipynb_checkpoints))$/i;

const BROWSERS =
  /\.(?:html?|xhtml|css|map|svg|vue)$|\.min\.m?js$|(?:^|\/)(?:public|static|dist|build|assets|www|html|htdocs|wwwroot|client|frontend|browser|bundles?|_next|\.next)\/.{0,400}\.(?:m?js|cjs|json|txt|webmanifest)$|(?:google-services|GoogleService-Info|firebase)[\w.-]{0,40}\.(?:json|plist|m?js|ts)$/i;

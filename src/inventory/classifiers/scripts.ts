import type { Classifier } from './classifier.ts';

/** Programs that are scripts or PHP archives. */
export const scripts: readonly Classifier[] = [
  {
    name: 'composer',
    files: ['composer', 'composer.phar'],
    kinds: ['script', 'text', 'binary'],
    versions: ["'name' => 'composer/composer'{gap}'pretty_version' => '{version}'", "const VERSION = '{version}'"],
    requires: ['Composer\\'],
    cpes: ['getcomposer:composer'],
  },
  {
    name: 'wp-cli',
    files: ['wp', 'wp-cli', 'wp-cli.phar'],
    kinds: ['script', 'text', 'binary'],
    versions: ['wp-cli/wp-cli {version}', "'WP_CLI_VERSION', '{version}'"],
    cpes: ['wp-cli:wp-cli'],
  },
];

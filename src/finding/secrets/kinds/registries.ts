import type { SecretKind } from '../secret-kind.ts';
import { named, tokens } from '../token-kinds.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** Registries of packages and images. */
export const registryKinds: readonly SecretKind[] = [
  ...tokens([
    { name: 'npm-token', title: 'npm access token', prefix: 'npm_', body: '[A-Za-z0-9]{36}', checksum: 'base62' },
    {
      name: 'pypi-token',
      title: 'PyPI API token',
      prefix: ['pypi-AgEIcHlwaS5vcmc', 'pypi-AgENdGVzdC5weXBpLm9yZ'],
      body: '[\\w-]{50,1000}',
    },
    { name: 'rubygems-token', title: 'RubyGems API key', prefix: 'rubygems_', body: '[a-f0-9]{48}' },
    {
      name: 'crates-token',
      title: 'crates.io API token',
      prefix: 'cio',
      near: ['cargo_registry_token', 'crates_token', 'crates-io'],
      body: '[A-Za-z0-9]{32}',
      textOnly: true,
    },
    {
      name: 'nuget-key',
      title: 'NuGet API key',
      prefix: 'oy2',
      near: ['nuget_api_key', 'nuget_key', 'nugetapikey', '--api-key', 'apikey '],
      body: '[a-z0-9]{43}',
      textOnly: true,
    },
    { name: 'docker-hub-token', title: 'Docker Hub personal access token', prefix: 'dckr_pat_', body: '[\\w-]{27}' },
    {
      name: 'docker-organization-token',
      title: 'Docker organization access token',
      prefix: 'dckr_oat_',
      body: '[\\w-]{32}',
    },
    { name: 'artifactory-key', title: 'Artifactory API key', prefix: 'AKCp', body: '[A-Za-z0-9]{69}' },
    {
      name: 'artifactory-reference-token',
      title: 'Artifactory reference token',
      prefix: 'cmVmdGtu',
      body: '[A-Za-z0-9]{56}',
    },
    {
      name: 'packagist-token',
      title: 'Private Packagist token',
      prefix: ['packagist_uut_', 'packagist_ort_', 'packagist_out_', 'packagist_urt_'],
      body: '[a-f0-9]{68}',
    },
    { name: 'clojars-token', title: 'Clojars deploy token', prefix: 'CLOJARS_', body: '[a-z0-9]{60}' },
  ]),
  ...named([
    { name: 'hex-key', title: 'Hex API key', names: ['hex_api_key'], body: '[a-f0-9]{32}' },
    { name: 'cloudsmith-key', title: 'Cloudsmith API key', names: ['cloudsmith_api_key'], body: '[a-f0-9]{40}' },
    { name: 'chocolatey-key', title: 'Chocolatey API key', names: ['chocolatey_api_key', 'choco_api_key'], body: UUID },
    {
      name: 'artifactory-password',
      title: 'Artifactory encrypted password',
      names: ['artifactory_password', 'jfrog_password', 'artifactory_api_key'],
      body: 'AP[0-9A-F][A-Za-z0-9]{8,40}',
    },
    {
      name: 'npm-legacy-token',
      title: 'npm access token of the old form',
      names: ['npm_token', 'npm_auth_token', '_authtoken'],
      body: UUID,
    },
  ]),
];

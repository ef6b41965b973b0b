import type { Ecosystem } from '../ecosystem.ts';
import { almalinux } from './almalinux.ts';
import { alpaquita } from './alpaquita.ts';
import { alpine } from './alpine.ts';
import { amazon } from './amazon.ts';
import { arch } from './arch.ts';
import { azure } from './azure.ts';
import { bellsoft } from './bellsoft.ts';
import { bioconductor } from './bioconductor.ts';
import { bitnami } from './bitnami.ts';
import { bottlerocket } from './bottlerocket.ts';
import { cargo } from './cargo.ts';
import { chainguard } from './chainguard.ts';
import { composer } from './composer.ts';
import { conan } from './conan.ts';
import { conda } from './conda.ts';
import { cpe } from './cpe.ts';
import { cpython } from './cpython.ts';
import { cran } from './cran.ts';
import { debian } from './debian.ts';
import { echo } from './echo.ts';
import { fedora } from './fedora.ts';
import { gem } from './gem.ts';
import { go } from './go.ts';
import { hackage } from './hackage.ts';
import { hex } from './hex.ts';
import { julia } from './julia.ts';
import { mageia } from './mageia.ts';
import { maven } from './maven.ts';
import { minimos } from './minimos.ts';
import { node } from './node.ts';
import { npm } from './npm.ts';
import { nuget } from './nuget.ts';
import { openeuler } from './openeuler.ts';
import { oracle } from './oracle.ts';
import { photon } from './photon.ts';
import { pub } from './pub.ts';
import { pypi } from './pypi.ts';
import { redhat } from './redhat.ts';
import { rocky } from './rocky.ts';
import { suse } from './suse.ts';
import { swift } from './swift.ts';
import { ubuntu } from './ubuntu.ts';
import { wolfi } from './wolfi.ts';

/** All distributions and languages, sorted by name. */
export const ecosystems: readonly Ecosystem[] = [
  almalinux,
  alpaquita,
  alpine,
  amazon,
  arch,
  azure,
  bellsoft,
  bioconductor,
  bitnami,
  bottlerocket,
  cargo,
  chainguard,
  composer,
  conan,
  conda,
  cpe,
  cpython,
  cran,
  debian,
  echo,
  fedora,
  gem,
  go,
  hackage,
  hex,
  julia,
  mageia,
  maven,
  minimos,
  node,
  npm,
  nuget,
  openeuler,
  oracle,
  photon,
  pub,
  pypi,
  redhat,
  rocky,
  suse,
  swift,
  ubuntu,
  wolfi,
];

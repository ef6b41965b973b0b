import type { Cataloger } from '../cataloger.ts';
import { aiModel } from './ai-model.ts';
import { chromeExtension } from './chrome-extension.ts';
import { dart } from './dart.ts';
import { erlangOtp } from './erlang-otp.ts';
import { haskell } from './haskell.ts';
import { julia } from './julia.ts';
import { lua } from './lua.ts';
import { npm } from './npm.ts';
import { perl } from './perl.ts';
import { python } from './python.ts';
import { r } from './r.ts';
import { rubyGem } from './ruby-gem.ts';
import { rustCargoLock } from './rust-cargo-lock.ts';
import { swift } from './swift.ts';
import { vscodeExtension } from './vscode-extension.ts';
import { yarnPnp } from './yarn-pnp.ts';

/** Every cataloger. The order does not matter: sightings are joined and sorted afterwards. */
export const catalogers: readonly Cataloger[] = [
  aiModel,
  chromeExtension,
  dart,
  erlangOtp,
  haskell,
  julia,
  lua,
  npm,
  perl,
  python,
  r,
  rubyGem,
  rustCargoLock,
  swift,
  vscodeExtension,
  yarnPnp,
];

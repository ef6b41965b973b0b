import type { Cataloger } from '../cataloger.ts';
import { erlangOtp } from './erlang-otp.ts';
import { haskell } from './haskell.ts';
import { julia } from './julia.ts';
import { lua } from './lua.ts';
import { npm } from './npm.ts';
import { perl } from './perl.ts';
import { python } from './python.ts';
import { r } from './r.ts';
import { rubyGem } from './ruby-gem.ts';
import { yarnPnp } from './yarn-pnp.ts';

/** Every cataloger. The order does not matter: sightings are joined and sorted afterwards. */
export const catalogers: readonly Cataloger[] = [
  erlangOtp,
  haskell,
  julia,
  lua,
  npm,
  perl,
  python,
  r,
  rubyGem,
  yarnPnp,
];

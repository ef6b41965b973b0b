import { glob } from '../../filesystem/file.ts';
import type { Launcher } from '../launcher.ts';
import { pathFrom } from '../paths.ts';
import { overlayServices, scannedServices } from '../s6-services.ts';

/** s6 and s6-overlay, versions 2 and 3: services, and what runs before them. */
export const s6: Launcher = {
  name: 's6',
  reads: [
    glob('etc/{cont-init.d,fix-attrs.d,cont-finish.d}/*'),
    glob('etc/{services.d,s6}/**'),
    glob('etc/s6-overlay/**'),
    glob('**/services/*/run'),
  ],
  programs: /^(?:s6-svscan|s6-overlay-suexec|rc\.init)$/,
  *follow(call) {
    const scanned = call.name === 's6-svscan' ? call.words.find((word) => !word.startsWith('-')) : undefined;
    if (scanned !== undefined) yield* scannedServices(call, pathFrom(call.folder, scanned));
    else yield* overlayServices(call);
  },
};

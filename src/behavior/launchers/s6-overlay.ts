import type { Launcher } from '../launcher.ts';
import { overlayServices } from '../s6-services.ts';

/** `/init` of s6-overlay: a script or program of that name, told by the folders it works on. */
export const s6Overlay: Launcher = {
  name: 's6-overlay',
  reads: [],
  programs: /^init$/,
  *follow(call) {
    const { tree } = call.files;
    const isOverlay = OVERLAY_FOLDERS.some((path) => tree.resolve(path));
    if (isOverlay) yield* overlayServices(call);
  },
};

const OVERLAY_FOLDERS = ['etc/s6', 'etc/s6-overlay', 'etc/services.d', 'etc/cont-init.d', 'package/admin/s6-overlay'];

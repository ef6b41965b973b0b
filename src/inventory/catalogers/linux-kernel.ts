import { limits } from '../../base/limits.ts';
import { glob, type KeptFile } from '../../filesystem/file.ts';
import { decompress } from '../../format/decompress.ts';
import { readKernelImage } from '../../format/kernel-image.ts';
import { readKernelModule } from '../../format/kernel-module.ts';
import { fromBytes, type RandomAccess } from '../../format/random-access.ts';
import type { Cataloger, FoundPackage } from '../cataloger.ts';

/** Linux kernels and their loadable modules. */
export const linuxKernel: Cataloger = {
  name: 'linux-kernel',
  version: 1,
  reads: [
    glob('**/{vmlinux,vmlinuz,bzImage,zImage}'),
    glob('{,usr/}{,boot/}{vmlinux,vmlinuz,bzImage,zImage,kernel}{,[-._]*}'),
    glob('{,usr/}lib/modules/**/*.ko{,.gz,.xz,.zst}'),
  ],
  async *catalog(file) {
    yield* /\.ko(?:\.\w+)?$/.test(file.path) ? kernelModule(file) : kernel(file);
  },
};

async function* kernel(file: KeptFile): AsyncIterable<FoundPackage> {
  const image = await readKernelImage(file);
  if (!image) return;
  const { release, architecture } = image;
  yield { type: 'generic', name: 'linux-kernel', version: release, ...(architecture ? { architecture } : {}) };
}

async function* kernelModule(file: KeptFile): AsyncIterable<FoundPackage> {
  const fields = readKernelModule(await plain(file));
  // `6.1.0-13-amd64 SMP preempt mod_unload`: the release of the kernel that it was built for.
  const release = fields.get('vermagic')?.split(' ')[0] ?? '';
  const name = fields.get('name') || moduleName(file.path);
  // Modules of the kernel's own tree mostly have no version but the kernel's.
  const version = fields.get('version') || (fields.get('intree') === 'Y' ? release : '');
  const license = fields.get('license');
  yield {
    type: 'generic',
    name,
    version,
    ...(release ? { source: { name: 'linux-kernel', version: release } } : {}),
    ...(license ? { licenses: [license] } : {}),
  };
}

async function plain(file: KeptFile): Promise<RandomAccess> {
  return file.path.endsWith('.ko') ? file : fromBytes(await decompress(file.bytes(), limits.kernelModule));
}

function moduleName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.ko(?:\.\w+)?$/, '');
}

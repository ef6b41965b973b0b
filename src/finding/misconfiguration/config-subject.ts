import type { StartupPlan } from '../../behavior/startup-plan.ts';
import type { FileTree } from '../../filesystem/file-tree.ts';
import type { Image } from '../../image/image.ts';

/** What is looked at to judge how an image runs. */
export interface ConfigSubject {
  readonly image: Image;
  readonly tree: FileTree;
  readonly startup: StartupPlan;
}

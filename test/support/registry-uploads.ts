import { type Digest, sha256 } from '../../src/base/digest.ts';
import { type AnswerContext, fail, type TestRepository } from './registry-answers.ts';

/** Stores what is sent, as a registry does: blobs in two steps, manifests in one. */
export function takeUpload({ behavior, repositories, request, response }: AnswerContext): void {
  const [, name = '', kind = '', what = ''] = /^\/v2\/(.+)\/(blobs\/uploads|manifests)\/(.*)$/.exec(request.url) ?? [];
  const repository = repositories.get(name) ?? newRepository();
  if (behavior.refuseUploads) return fail(response, { status: behavior.refuseUploads, code: 'DENIED' });
  repositories.set(name, repository);
  if (request.method === 'POST') {
    const location = `${behavior.uploadOrigin ?? ''}/v2/${name}/blobs/uploads/one?_state=x%3D`;
    response.writeHead(202, { location }).end();
    return;
  }
  const digest = sha256(request.bytes);
  if (kind === 'manifests') {
    repository.manifests.set(digest, { mediaType: String(request.headers['content-type']), bytes: request.bytes });
    repository.tags.set(what, digest);
  } else {
    if (behavior.cutUploads) {
      behavior.cutUploads--;
      response.destroy();
      return;
    }
    const query = new URL(request.url, 'http://registry').searchParams;
    if (query.get('_state') !== 'x=') return fail(response, { status: 400, code: 'BLOB_UPLOAD_INVALID' });
    if (query.get('digest') !== digest) return fail(response, { status: 400, code: 'DIGEST_INVALID' });
    repository.blobs.set(digest as Digest, request.bytes);
  }
  response.writeHead(201, { 'docker-content-digest': digest }).end();
}

function newRepository(): TestRepository {
  return { tags: new Map(), manifests: new Map(), blobs: new Map() };
}

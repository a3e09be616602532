/** One request of Terraform, or of what it starts, in AWS's words. */
export interface Operation {
  /** Such as `PutBucketPolicy` or `PutUserPolicy`. */
  readonly name: string;
  /** The bucket, the bucket and the key, or the user. */
  readonly about: string;
}

export interface HttpRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

const VERBS: Readonly<Record<string, string>> = {
  DELETE: 'Delete',
  GET: 'Get',
  HEAD: 'Head',
  POST: 'Post',
  PUT: 'Put',
};

/** IAM and STS are asked by a form that is posted to `/`; whatever else comes is for S3. */
export function isForS3({ method, url }: HttpRequest): boolean {
  return !(method === 'POST' && /^\/(\?|$)/.test(url));
}

/** The name of what is asked: for S3 from the verb, the path and the subresource (`?policy`), such as `PutBucketPolicy`. */
export function operationOf(request: HttpRequest): Operation {
  const { method, url, headers, body } = request;
  if (!isForS3(request)) {
    const form = new URLSearchParams(body);
    return { name: form.get('Action') ?? 'Post', about: form.get('UserName') ?? '' };
  }
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const [, bucket = '', key] = /^\/([^/]*)\/?(.+)?$/.exec(pathname) ?? [];
  const subresource = [...searchParams.keys()].find((name) => /^[a-z]+[a-zA-Z]*$/.test(name) && name !== 'x-id') ?? '';
  const kind = key === undefined ? 'Bucket' : 'Object';
  const copies = method === 'PUT' && headers['x-amz-copy-source'] !== undefined;
  return {
    name: copies ? 'CopyObject' : `${VERBS[method] ?? method}${kind}${capitalized(subresource)}`,
    about: key === undefined ? bucket : `${bucket}/${decodeURIComponent(key)}`,
  };
}

/** Whether nothing is changed by it. */
export function reads({ name }: Operation): boolean {
  return /^(Get|Head|List|Describe)/.test(name);
}

function capitalized(word: string): string {
  return word.replace(/^./, (letter) => letter.toUpperCase());
}

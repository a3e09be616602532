/** URLs with secrets: each part with `AKIA…`, `5ecre7` or `Zoe` is a secret. */
export const SECRET = /AKIAIOSFODNN7|ASIAIOSFODNN7|5ecre7|Zoe/i;

const KEY = 'AKIAIOSFODNN7EXAMPLE';
const HOST = 'https://films.s3.eu-central-1.amazonaws.com/in/film.mov';
const SIGNED = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${KEY}%2F20260601%2Feu-central-1%2Fs3%2Faws4_request&X-Amz-Date=20260601T120000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Security-Token=5ecre7Token%3D%3D&X-Amz-Signature=5ecre7`;

export const SECRET_URLS: readonly (readonly [name: string, url: string])[] = [
  ['an access key in front of the bucket', `s3://${KEY}:5ecre7@films/in/film.mov`],
  ['an access key whose secret has slashes', `s3+eu-central-1://${KEY}:5ecre7/x5ecre7+y/5ecre7@films/in/film.mov`],
  ['an access key whose secret begins with a slash', `s3://${KEY}:/5ecre7/5ecre7@films/in/film.mov`],
  ['an access key whose at sign is escaped', `s3://${KEY}:5ecre7%40films/in/film.mov`],
  ['an access key in the place of the bucket', `s3://${KEY}:5ecre7/x5ecre7/films/in/film.mov`],
  ['an access key and nothing else', `s3://${KEY}`],
  ['a temporary access key', `s3://ASIAIOSFODNN7EXAMPLE:5ecre7@films/in/film.mov`],
  ['the ID of an access key alone', `s3://${KEY}@films/in/film.mov`],
  ['a name and a password', 's3://Zoe:5ecre7@films/in/film.mov'],
  ['a name alone', 's3://Zoe@films/in/film.mov'],
  ['a password with an at sign', 's3://Zoe:5ecre7@5ecre7@films/in/film.mov'],
  ['a password with an escaped at sign', 's3://Zoe:5ecre7%405ecre7@films/in/film.mov'],
  ['a password of digits', 's3://Zoe:12345675ecre7@films/in/film.mov'],
  ['a name and a password in an HTTP URL', 'https://Zoe:5ecre7@films.s3.eu-central-1.amazonaws.com/in/film.mov'],
  ['a name alone in an HTTP URL', 'https://Zoe@films.s3.eu-central-1.amazonaws.com/in/film.mov'],
  ['a name and a password in front of a path-style URL', 'https://Zoe:5ecre7@s3.amazonaws.com/films/in/film.mov'],
  ['a name and a password in front of a domain for a bucket', 's3://Zoe:5ecre7@films.s3.amazonaws.com/in/film.mov'],
  ['a name and a password in quotes', '"s3://Zoe:5ecre7@films/in/film.mov"'],
  ['a name and a password in another scheme', 's3a://Zoe:5ecre7@films/in/film.mov'],
  ['a name and a password for another server', 'ftp://Zoe:5ecre7@example.com/in/film.mov'],
  ['a presigned URL', `${HOST}?${SIGNED}`],
  ['a presigned URL in lower case', `${HOST}?${SIGNED.replace(/X-Amz/g, 'x-amz')}`],
  ['a presigned URL with escaped names', `${HOST}?X%2DAmz%2DSignature=5ecre7`],
  ['a presigned URL of version 2', `${HOST}?AWSAccessKeyId=${KEY}&Expires=1780000000&Signature=5ecre7%2Fx`],
  ['a presigned URL with a fragment', `${HOST}#X-Amz-Signature=5ecre7`],
  ['a presigned URL that begins with s3', `s3://films/in/film.mov?${SIGNED}`],
  ['a presigned URL that begins with s3 and a region', `s3+eu-central-1://films/in/film.mov?${SIGNED}`],
  ['a presigned URL that begins with s3 and was escaped', `s3://films/in/film.mov%3FX-Amz-Signature%3D5ecre7`],
  ['a presigned URL with the domain for the bucket', `s3://films.s3.amazonaws.com/in/film.mov?${SIGNED}`],
  ['a signature behind a hash sign of an s3 URL', 's3://films/in/film.mov#X-Amz-Signature=5ecre7'],
  ['an ARN with a signature', 'arn:aws:s3:::films/in/film.mov?X-Amz-Signature=5ecre7'],
  ['a token of another kind', `${HOST}?token=5ecre7`],
  ['a token without a name', `${HOST}?5ecre7`],
  ['a signature of another server', 'https://cdn.example.com/film.mov?Key-Pair-Id=Zoe&Signature=5ecre7&Policy=5ecre7'],
  ['a presigned URL of an access point', `https://a-123456789012.s3-accesspoint.eu-west-1.amazonaws.com/k?${SIGNED}`],
  ['a presigned URL in China', `https://films.s3.cn-north-1.amazonaws.com.cn/k?${SIGNED}`],
  ['a presigned URL in China that begins with s3', `s3://Zoe:5ecre7@films.s3.cn-north-1.amazonaws.com.cn/k?${SIGNED}`],
];

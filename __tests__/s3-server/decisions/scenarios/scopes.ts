import { EVERY_ACTION } from './actions';
import { granting, type Scenario } from './scenario';

export const scopes = [
  granting('every action on the whole bucket', [{ actions: EVERY_ACTION }], ['in/film.mov', 'film.mov']),
  granting(
    'one prefix',
    [{ actions: EVERY_ACTION, prefixes: ['in/'] }],
    ['in/film.mov', 'in/', 'in', 'In/film.mov', 'inn/film.mov', 'a/in/film.mov'],
  ),
  granting(
    'several prefixes',
    [{ role: 'input-and-output', prefixes: ['in/', 'film-', 'a/b/c/'] }],
    ['in/film.mov', 'film-1.mov', 'a/b/c/d.mov', 'film', 'film1.mov', 'a/b/c', 'a/b/d.mov', 'FILM-1.mov'],
  ),
  granting(
    'one key',
    [{ actions: EVERY_ACTION, keys: ['in/film.mov'] }],
    ['in/film.mov', 'in/film.mo', 'in/film.movi', 'in/film.mov/1', 'in/Film.mov', 'film.mov'],
  ),
  granting(
    'several keys',
    [{ role: 'input-and-output', keys: ['in/film.mov', 'logo.png', 'a'] }],
    ['in/film.mov', 'logo.png', 'a', 'a/b', 'A', 'logo.pn', 'in/'],
  ),
  granting(
    'prefixes and keys',
    [{ role: 'output', prefixes: ['out/'], keys: ['logo.png', 'out'] }],
    ['out/film.mov', 'logo.png', 'out', 'ou', 'logo.png2', 'outer/film.mov'],
  ),
];

export const several: Scenario[] = [
  granting(
    'input under one prefix and output under another',
    [
      { role: 'input', prefixes: ['in/'] },
      { role: 'output', prefixes: ['out/'] },
    ],
    ['in/film.mov', 'out/film.mp4', 'in/b.mov', 'film.mov'],
  ),
  granting(
    'read access to all keys and write access to one',
    [{ role: 'input' }, { actions: ['s3:PutObject', 's3:PutObjectAcl'], keys: ['out/film.mp4'] }],
    ['in/film.mov', 'out/film.mp4', 'out/film.mp'],
  ),
  granting(
    'grants that overlap',
    [
      { role: 'video-cloud-ingest', prefixes: ['a/'] },
      { role: 'output', prefixes: ['a/b/'] },
      { actions: ['s3:AbortMultipartUpload'], keys: ['a/b/film.mp4'] },
    ],
    ['a/film.mov', 'a/b/film.mp4', 'a/b/film.mp', 'b/film.mov'],
  ),
];

export const objects: Scenario[] = [
  {
    name: 'only objects',
    entry: { objects: [{ key: 'summer.mov' }, { key: 'this file is great.mp4', method: 'policy' }] },
    keys: ['summer.mov', 'this file is great.mp4', 'this+file+is+great.mp4', 'winter.mov'],
  },
  {
    name: 'objects and a grant',
    entry: { grants: [{ role: 'output', prefixes: ['out/'] }], objects: [{ key: 'summer.mov' }] },
    keys: ['summer.mov', 'out/summer.mp4', 'summer.mo'],
  },
];

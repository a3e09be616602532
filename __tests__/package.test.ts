import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { ROOT } from './support/run';
import { inFolder } from './support/workspace';

describe('The entry core', () => {
  it('is bundled without CDKTF and without Node.js', () => {
    const { metafile } = buildSync({
      entryPoints: [join(ROOT, 'lib', 'core.ts')],
      bundle: true,
      write: false,
      metafile: true,
      platform: 'browser',
    });
    expect(Object.keys(metafile.inputs).filter((file) => file.includes('node_modules'))).toEqual([]);
  });

  it('creates a policy in a program without other packages', () => {
    inFolder((folder) => {
      const outfile = join(folder, 'core.js');
      buildSync({ entryPoints: [join(ROOT, 'lib', 'core.ts')], bundle: true, format: 'cjs', outfile });
      const program =
        'const { ZencoderPolicyDocument, ZencoderRole } = require("./core.js");' +
        'console.log(new ZencoderPolicyDocument({ bucket: "acme", grants: [{ role: ZencoderRole.INPUT }] }).toJson());';
      const json = execFileSync(process.execPath, ['-e', program], { cwd: folder, encoding: 'utf8' });
      expect(JSON.parse(json).Statement).toHaveLength(2);
    });
  });
});

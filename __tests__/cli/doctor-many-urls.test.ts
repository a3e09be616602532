import { REGION } from '../doctor/aws-server';
import { FILM, withDoctor } from './doctoring';

jest.setTimeout(20_000);

const { aws, doctor } = withDoctor();

describe('For many URLs,', () => {
  const urls = Array.from({ length: 12 }, (_, index) => `s3+${REGION}://films/in/film-${index}.mov`);

  it('doctor inspects each bucket once, and at most --concurrency at a time', async () => {
    const one = await doctor(['--json', '--concurrency', '1', ...urls]);
    const lonely = aws.mostAtOnce;
    aws.reset();
    const many = await doctor(['--json', '--concurrency', '4', ...urls]);
    expect(many).toEqual(one);
    expect((JSON.parse(many.stdout) as { url: string }[]).map(({ url }) => url)).toEqual(urls);
    const ofBucket = aws.asked.filter(
      ({ operation }) => operation.startsWith('GetBucket') || operation === 'HeadBucket',
    );
    expect(ofBucket.length).toBe(new Set(ofBucket.map(({ operation }) => operation)).size);
    expect(aws.mostAtOnce).toBeLessThanOrEqual(4 * lonely);
  });

  it('doctor reads a file with one URL per line', async () => {
    const files = { 'urls.txt': `# Ours.\n${FILM}\r\n\n  \n  # Not: s3://a/b\ns3://films/in/film.mov\n` };
    const { stdout } = await doctor(['--json', '--inputs', 'urls.txt'], { files });
    expect((JSON.parse(stdout) as { url: string }[]).map(({ url }) => url)).toEqual([FILM, 's3://films/in/film.mov']);
  });

  it('doctor shows the progress on a terminal and removes it again', async () => {
    const { stderr } = await doctor([FILM, FILM, FILM], { columns: 80 });
    expect(stderr.split('\r\u001b[K').filter((text) => text !== '')).toEqual(['0 of 3', '1 of 3', '2 of 3', '3 of 3']);
    expect(stderr.endsWith('\r\u001b[K')).toBe(true);
    expect((await doctor([FILM, FILM])).stderr).toBe('');
    expect((await doctor([FILM], { columns: 80 })).stderr).toBe('');
  });

  it('doctor shows no progress on a terminal that cannot erase lines', async () => {
    const { TERM: before } = process.env;
    process.env.TERM = 'dumb';
    const { stderr } = await doctor([FILM, FILM], { columns: 80, environment: { TERM: 'dumb' } });
    process.env.TERM = before;
    expect(stderr).toBe('');
  });
});

import type { Page } from 'playwright-core';
import { meaningOf } from '../../lib/iam/meaning';
import type { JsonObject } from '../../lib/messages/json';
import { Controls, describeBrowser, isFocused, PageLab, waitForText } from './page-lab';
import { CDN, OTHER_ACCOUNT, OWN_ORGANIZATION, policyWith, recommendedOf, WILDCARD_WITHIN, ZENCODER } from './policies';

jest.setTimeout(60_000);

const LATER = '2031-06-30';

describeBrowser('A user who opens the page from the disk', () => {
  let lab: PageLab;
  let page: Page;
  let form: Controls;

  beforeAll(async () => {
    lab = await PageLab.start();
  });
  afterAll(() => lab?.stop());
  beforeEach(async () => {
    lab.problems.length = 0;
    page = await lab.open();
    form = new Controls(page);
  });
  afterEach(async () => {
    await page.close();
    expect(lab.problems).toEqual([]);
  });

  const statements = async () => (await form.policy()).Statement;
  const meanings = (some: readonly object[]) => some.map((statement) => meaningOf(statement as JsonObject)).sort();

  it('gets the policy that Zencoder recommends after typing only the bucket name', async () => {
    await form.bucket.fill('films');
    const policy = await form.policy();
    expect(policy).toMatchObject({ Version: '2012-10-17', Id: 'ZencoderBucketPolicy' });
    expect(meanings(policy.Statement)).toEqual(meanings(recommendedOf('films').Statement as object[]));
  });

  it('sees an example first, which cannot be copied', async () => {
    expect(await form.result()).toContain('arn:aws:s3:::my-bucket');
    expect(await page.getByRole('button', { name: 'Copy', exact: true }).isDisabled()).toBe(true);
    expect(await page.getByText('my-bucket is an example').isVisible()).toBe(true);
    await form.bucket.fill('films');
    expect(await page.getByRole('button', { name: 'Copy', exact: true }).isEnabled()).toBe(true);
  });

  it('allows Zencoder to read only below two prefixes', async () => {
    await form.bucket.fill('films');
    await form.grant(1).what.selectOption('input');
    await form.grant(1).some();
    await form.grant(1).prefixes.fill('in/\n\nmasters/');
    const [, read] = await statements();
    expect(read).toMatchObject({
      Action: ['s3:GetObject'],
      Resource: ['arn:aws:s3:::films/in/*', 'arn:aws:s3:::films/masters/*'],
    });
  });

  it('gets no policy after selecting a part of the bucket, until a prefix or key is given', async () => {
    await form.bucket.fill('films');
    await form.grant(1).some();
    expect(await page.locator('.outputs pre').isVisible()).toBe(false);
    expect(await form.messages(form.grant(1).prefixes)).toEqual([expect.stringContaining('covers nothing')]);
  });

  it('gets a policy for exact keys, in which wildcards and variables are escaped', async () => {
    await form.bucket.fill('films');
    await form.grant(1).what.selectOption('video-cloud-ingest');
    await form.grant(1).some();
    await form.grant(1).keys.fill('this file is great.mp4\n100%*.mp4\n${aws:username}.mp4\n"a\\nb"');
    const [, read] = await statements();
    expect(read!.Resource).toEqual([
      'arn:aws:s3:::films/${$}{aws:username}.mp4',
      'arn:aws:s3:::films/100%${*}.mp4',
      'arn:aws:s3:::films/a\nb',
      'arn:aws:s3:::films/this file is great.mp4',
    ]);
  });

  it('selects single actions, and gets an error if none is selected', async () => {
    await form.bucket.fill('films');
    const { what, group } = form.grant(1);
    await what.selectOption('actions');
    expect(await form.messages(what)).toEqual([expect.stringContaining('name at least one action')]);
    await group.getByLabel(/^GetObject /).check();
    await group.getByLabel(/^ListBucket /).check();
    expect(await form.messages(what)).toEqual([]);
    expect((await statements()).map(({ Action }) => Action)).toEqual([['s3:ListBucket'], ['s3:GetObject']]);
  });

  it('ends a grant at the start of a day in UTC', async () => {
    await form.bucket.fill('films');
    await form.grant(1).until.fill(LATER);
    for (const { Condition } of await statements()) {
      expect(Condition).toEqual({ DateLessThan: { 'aws:CurrentTime': `${LATER}T00:00:00Z` } });
    }
  });

  it.each([
    ['2027-02-30', 'Error', 'is not a valid calendar date'],
    ['30.6.2027', 'Error', 'is not a date with time and offset'],
    ['2001-01-01', 'Warning', 'is in the past'],
  ])('gets a message at the date %s', async (date, word, what) => {
    await form.bucket.fill('films');
    await form.grant(1).until.fill(date);
    const [message] = await form.messages(form.grant(1).until);
    expect(message).toMatch(new RegExp(`^${word} `));
    expect(message).toContain(what);
    expect(await form.grant(1).until.getAttribute('aria-invalid')).toBe(String(word === 'Error'));
  });

  it('allows access over TLS only', async () => {
    await form.bucket.fill('films');
    await form.tls.check();
    for (const { Condition } of await statements()) {
      expect(Condition).toEqual({ Bool: { 'aws:SecureTransport': 'true' } });
    }
  });

  it('adds a grant and removes the first one, and the focus stays in the form', async () => {
    await form.bucket.fill('films');
    await form.addGrant();
    await form.grant(2).what.selectOption('write-only');
    await form.grant(1).remove();
    expect(await form.grant(2).group.count()).toBe(0);
    expect(await form.grant(1).what.inputValue()).toBe('write-only');
    expect(await isFocused(form.grant(1).what)).toBe(true);
    expect(JSON.stringify(await statements())).not.toContain('s3:GetObject"');
  });

  it.each([
    ['s3://films', 'write the name alone'],
    ['Films', 'lower case'],
    ['a', '3 to 63'],
  ])('gets an error and no policy for the bucket %s', async (name, what) => {
    await form.bucket.fill(name);
    await form.region.selectOption('eu-west-1');
    expect(await form.messages(form.bucket)).toEqual([expect.stringContaining(what)]);
    expect(await page.locator('.outputs pre').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Go to the first error' }).click();
    expect(await isFocused(form.bucket)).toBe(true);
  });

  it('gets a warning for an older bucket name, unless the region excludes it', async () => {
    await form.bucket.fill('Acme_Films');
    expect(await form.messages(form.bucket)).toEqual([
      expect.stringMatching(/^Warning .*is a valid name only for a bucket created in us-east-1/),
    ]);
    expect(await page.locator('.outputs pre').isVisible()).toBe(true);
  });

  it('sees the line number of an invalid prefix, and of white space in a name', async () => {
    await form.bucket.fill('films');
    await form.grant(1).some();
    await form.grant(1).prefixes.fill(`in/\n${'a'.repeat(1025)}`);
    expect(await form.messages(form.grant(1).prefixes)).toEqual([expect.stringMatching(/^Error line 2: .*1025 bytes/)]);
    await form.grant(1).prefixes.fill('in/ ');
    expect(await form.messages(form.grant(1).prefixes)).toEqual([
      expect.stringContaining('line 1 begins or ends with'),
    ]);
  });

  it('sees one note for all prefixes that end within a word', async () => {
    await form.bucket.fill('films');
    await form.grant(1).some();
    await form.grant(1).prefixes.fill('in\nout');
    expect(await form.messages(form.grant(1).prefixes)).toEqual([expect.stringMatching(/^Note .*and 1 more like it/)]);
  });

  it('pastes the current policy: the access of Zencoder becomes grants, and other statements are kept', async () => {
    const { Statement } = recommendedOf('films');
    await form.paste(policyWith(...(Statement as object[]), CDN, OTHER_ACCOUNT));
    expect(await form.bucket.inputValue()).toBe('films');
    expect(await form.grant(1).what.inputValue()).toBe('input-and-output');
    expect(await page.getByText('1 grant from the policy').textContent()).toContain(
      '2 statements of other principals kept',
    );
    expect(meanings(await statements())).toEqual(meanings([...(Statement as object[]), CDN, OTHER_ACCOUNT]));
    expect(JSON.parse(await form.result('Kept statements'))).toEqual(policyWith(CDN, OTHER_ACCOUNT));
  });

  it('keeps later changes in the form, and can undo an import', async () => {
    await form.grant(1).what.selectOption('output');
    await form.paste(recommendedOf('films'));
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await form.grant(1).what.inputValue()).toBe('output');
    await form.paste({ ...recommendedOf('films'), Id: 'Another' });
    expect(await form.grant(1).what.inputValue()).toBe('output');
  });

  it('gets a warning for a statement that denies Zencoder what the grants allow', async () => {
    await form.paste(policyWith(CDN, OWN_ORGANIZATION));
    const [warning] = await form.messages(form.existing);
    expect(warning).toMatch(/^Warning Statement\[1\]: \(Sid "OwnOrganization"\) denies Zencoder/);
  });

  it('gets a warning for access in the policy that grants cannot express', async () => {
    await form.paste(policyWith(WILDCARD_WITHIN));
    expect(await form.messages(form.existing)).toEqual([
      expect.stringMatching(/^Warning omitted, .*films\/\*\/trailer\.mp4/),
    ]);
  });

  it.each([
    ['is not JSON', '{ "Statement": [', 'Error'],
    ['is not a policy', '{"a": 1}', 'is not a policy document'],
    ['has a name twice', '{"Statement": [], "Statement": []}', 'given twice'],
  ])('gets an error and no policy if the pasted text %s', async (_, text, what) => {
    await form.bucket.fill('films');
    await form.paste(text);
    expect((await form.messages(form.existing)).join()).toContain(what);
    expect(await page.locator('.outputs pre').isVisible()).toBe(false);
  });

  it('sees the size of the policy, and an error if it is too large', async () => {
    await form.bucket.fill('films');
    const size = page.locator('#bytes');
    const { byteLength } = Buffer.from(JSON.stringify(await form.policy()));
    expect(await size.textContent()).toBe(`Size of the policy: ${byteLength} of 20,480 bytes`);
    await form.grant(1).some();
    const keys = (count: number) =>
      Array.from({ length: count }, (_, at) => `masters/film number ${at}.mp4`).join('\n');
    await form.grant(1).keys.fill(keys(330));
    expect(await page.locator('.size .warning').textContent()).toContain('near the limit of 20,480 bytes');
    await form.grant(1).keys.fill(keys(450));
    expect(await page.locator('.size .error').textContent()).toContain('the limit of S3 is 20,480');
    expect(await page.locator('.outputs pre').isVisible()).toBe(false);
  });

  it('sees the result as sentences and as a picture', async () => {
    await form.bucket.fill('films');
    await form.region.selectOption('eu-west-1');
    await form.grant(1).what.selectOption('output');
    await form.grant(1).some();
    await form.grant(1).prefixes.fill('out/');
    await form.grant(1).until.fill(LATER);
    const words = page.locator('.sentences li');
    await words.getByText('Zencoder can read, write, set ACLs').first().waitFor();
    await waitForText(page.locator('.sentences'), '2031');
    expect(await words.allTextContents()).toEqual([
      `Zencoder can read, write, set ACLs and list parts of uploads in films below out/ until ${LATER}T00:00:00Z.`,
      `Zencoder can ask for the region and list uploads in films until ${LATER}T00:00:00Z.`,
    ]);
    const picture = page.getByRole('img', { name: 'Who has access to which part of films' });
    const drawn = (await picture.locator('text').allTextContents()).join('\n');
    expect(drawn).toContain('AWS account 395540211253');
    expect(drawn).toContain('Bucket films, eu-west-1');
    expect(drawn).toContain('below out/');
    expect(drawn).toContain(`until ${LATER}`);
    expect(await picture.locator('desc').textContent()).toBe((await words.allTextContents()).join(' '));
  });

  it('sees who else has access to the bucket, and which access everyone has', async () => {
    const everybody = { Effect: 'Allow', Principal: '*', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::films' };
    await form.paste(policyWith(...(recommendedOf('films').Statement as object[]), CDN, everybody));
    await waitForText(page.locator('.picture'), 'Everyone');
    const drawn = (await page.locator('.picture text').allTextContents()).join('\n');
    expect(drawn).toContain('Other principals');
    expect(drawn).toContain('2 statements');
  });

  it('gets a warning if a grant is wider than necessary', async () => {
    await form.bucket.fill('films');
    await page.getByText('Wider than necessary?').waitFor();
    await form.grant(1).what.selectOption('input');
    await page.getByText('Wider than necessary?').waitFor({ state: 'detached' });
  });

  it('gets a corrected URL for a job, and the errors of the original', async () => {
    await page.getByRole('tab', { name: 'URLs' }).click();
    const urls = page.getByLabel('URLs of files, one per line');
    await urls.fill(
      's3://my-bucket/this+file+is+great.mp4\nhttps://films.s3.eu-west-1.amazonaws.com/a%20b.mp4\nnothing',
    );
    expect(await page.locator('.urls code').allTextContents()).toEqual([
      's3://my-bucket/this+file+is+great.mp4',
      's3+eu-west-1://films/a b.mp4',
    ]);
    await page.getByLabel('Region of the bucket').selectOption('eu-central-1');
    expect(await page.locator('.urls code').first().textContent()).toBe(
      's3+eu-central-1://my-bucket/this+file+is+great.mp4',
    );
    expect(await page.locator('.urls li').first().textContent()).toContain('this file is great.mp4');
    expect(await page.locator('.urls li .error').last().isVisible()).toBe(true);
  });

  it('compares two policies', async () => {
    await page.getByRole('tab', { name: 'Compare' }).click();
    await page.getByLabel('Before').fill(JSON.stringify(recommendedOf('films')));
    await page
      .getByLabel('After')
      .fill(JSON.stringify(policyWith((recommendedOf('films').Statement as object[])[0]!, CDN)));
    expect(await page.locator('.opens li').allTextContents()).toEqual([
      expect.stringContaining('A statement of other principals is added'),
    ]);
    expect(await page.locator('.closes li').allTextContents()).toEqual([
      'Zencoder can no longer ask for the region and list uploads in films (GetBucketLocation, ListBucketMultipartUploads)',
    ]);
  });

  const FILE = (grants: string, more = '') =>
    `stacks:\n  media:\n    region: eu-west-1\n    buckets:\n      films:\n        grants: [${grants}]\n${more}`;

  it('compares an older zencoder.yaml with a newer one', async () => {
    await page.getByRole('tab', { name: 'Compare' }).click();
    await page.getByLabel('Before').fill(FILE('{ role: input, prefixes: [in/] }'));
    await page.getByLabel('After').fill(FILE('{ role: input }'));
    expect(await page.locator('.opens li').allTextContents()).toEqual([
      'Zencoder can now read from films, the whole bucket, previously only below in/ (GetObject)',
    ]);
    await page.getByLabel('After').fill(FILE('{ role: inptu }'));
    expect(await form.messages(page.getByLabel('After'))).toEqual([
      expect.stringMatching(/after:6:\d+: .*unknown role "inptu"/),
    ]);
  });

  it('is asked to paste a policy file that a zencoder.yaml names', async () => {
    await page.getByRole('tab', { name: 'Compare' }).click();
    await page.getByLabel('Before', { exact: true }).fill(FILE('{ role: input }'));
    await page
      .getByLabel('After', { exact: true })
      .fill(FILE('{ role: input }', '        otherStatements: policies/films.json\n'));
    await page.getByLabel('After: policies/films.json').fill(JSON.stringify(policyWith(CDN)));
    expect(await page.locator('.opens li').allTextContents()).toEqual([expect.stringContaining('Allow Cdn')]);
  });

  it.each([
    ['a policy and a file', JSON.stringify(recommendedOf('films')), 'stacks: {}', 'is a zencoder.yaml'],
    [
      'policies of two buckets',
      JSON.stringify(recommendedOf('films')),
      JSON.stringify(recommendedOf('shows')),
      'name the buckets films, shows',
    ],
    ['a bomb of aliases', 'a: &a [x]', `a: &a [x]\nb: &b [*a, *a]\nc: [${'*b, '.repeat(99)}*b]`, 'after:'],
  ])('gets the reason why %s are not compared', async (_, before, after, what) => {
    await page.getByRole('tab', { name: 'Compare' }).click();
    await page.getByLabel('Before').fill(before);
    await page.getByLabel('After').fill(after);
    const messages = [
      ...(await form.messages(page.getByLabel('Before'))),
      ...(await form.messages(page.getByLabel('After'))),
    ];
    expect(messages.join('\n')).toContain(what);
    expect(await page.locator('.opens, .closes').count()).toBe(0);
  });

  it('can do everything with the keyboard', async () => {
    const type = (text: string) => page.keyboard.type(text);
    const press = (key: string, times = 1) =>
      Array.from({ length: times }).reduce<Promise<void>>(
        (before) => before.then(() => page.keyboard.press(key)),
        Promise.resolve(),
      );
    await press('Tab');
    await press('Enter');
    await press('Tab');
    expect(await isFocused(form.bucket)).toBe(true);
    await type('films');
    await press('Tab');
    await type('eu-west-1');
    await press('Tab', 2);
    await type('Write only');
    await press('Tab');
    await press('ArrowDown');
    await press('Tab');
    await type('out/');
    await press('Tab', 2);
    await type(LATER);
    expect(await isFocused(form.grant(1).until)).toBe(true);
    await press('Tab', 2);
    await press('Space');
    const written = (await statements()).at(-1)!;
    expect(written).toMatchObject({
      Action: ['s3:ListMultipartUploadParts', 's3:PutObject', 's3:PutObjectAcl'],
      Principal: { AWS: ZENCODER },
      Resource: ['arn:aws:s3:::films/out/*'],
      Condition: { Bool: {}, DateLessThan: {} },
    });
    await page.getByRole('tab', { name: 'Policy', exact: true }).last().focus();
    await press('ArrowRight');
    expect(await page.locator('.outputs pre code').textContent()).toContain('region: eu-west-1');
    await press('End');
    expect(await page.locator('.outputs pre code').textContent()).toContain('new ZencoderBucketAccess');
  });

  it('hears the number of errors after typing stops', async () => {
    await form.bucket.fill('a');
    await waitForText(page.locator('#status'), /^1 error$/);
    await form.bucket.fill('films');
    await waitForText(page.locator('#status'), /^No errors/);
  });
});

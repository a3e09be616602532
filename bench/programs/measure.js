const { figures } = require('./report');

/** What the work takes, without what was loaded before. It gets what the program was called with. */
exports.measure = (work) => {
  const start = process.hrtime.bigint();
  work(process.argv[2]);
  figures.milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
};

/** Builds and synthesizes one stack with so many buckets. */
exports.measureStack = ({ App, TerraformStack, AwsProvider }, addBucket) =>
  exports.measure((count) => {
    const app = new App();
    const stack = new TerraformStack(app, 'bench');
    new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
    for (let index = 0; index < Number(count); index++) {
      addBucket(stack, `bucket-${index}`);
    }
    app.synth();
  });

const { figures } = require('./report');

/** Measures the work without loading modules. The work gets the arguments of the program. */
exports.measure = (work) => {
  const start = process.hrtime.bigint();
  work(process.argv[2]);
  figures.milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
};

/** Builds and synthesizes one stack with the given number of buckets. */
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

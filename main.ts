import { ZencoderApp } from './lib/app/app';

ZencoderApp.run(process.env.ZENCODER_CONFIG ?? 'zencoder.yaml');

const { ZencoderApp } = require('../../dist/app/app');
const { measure } = require('./measure');

measure((file) => ZencoderApp.run(file));

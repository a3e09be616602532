export { called } from '../support/cli';

export interface Options {
  readonly file: string;
  readonly markdown?: boolean;
  readonly json?: boolean;
  readonly against?: string;
  readonly failOnWidening?: boolean;
  readonly strict?: boolean;
}

declare module 'zencoder' {
  interface Client {
    readonly Job: { create(job: object): Promise<{ data: unknown }> };
  }
  function zencoder(apiKey: string, baseUrl?: string): Client;
  export = zencoder;
}

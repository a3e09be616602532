/** The backends that CDKTF knows. */
export const BACKENDS = [
  'azurerm',
  'cloud',
  'consul',
  'cos',
  'gcs',
  'http',
  'local',
  'oss',
  'pg',
  'remote',
  's3',
  'swift',
] as const;

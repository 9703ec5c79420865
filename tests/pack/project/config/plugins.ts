export default ({ env }) => ({
  'asset-provenance': { enabled: env.bool('ASSET_PROVENANCE_ENABLED', true) },
});

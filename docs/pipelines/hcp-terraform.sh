# A run of HCP Terraform gives its plan as JSON by its API; PLAN_ID is the id of the plan of a run, TFE_HOST the host.
curl --fail --silent --show-error --location \
  --header "Authorization: Bearer $TFE_TOKEN" \
  "https://$TFE_HOST/api/v2/plans/$PLAN_ID/json-output" > plan.json
zencoder-s3 explain --plan plan.json --fail-on-widening --fail-on-loss

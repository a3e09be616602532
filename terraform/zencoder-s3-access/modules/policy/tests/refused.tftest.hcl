# What is refused, and what is taken with a warning. A misspelt attribute must not open the whole bucket.

variables {
  bucket = "films"
  grants = [{ role = "input" }]
}

run "a_misspelt_attribute" {
  command = plan

  variables {
    grants = [{ role = "input", prefix = ["in/"] }]
  }

  expect_failures = [var.grants]
}

run "text_in_place_of_a_list" {
  command = plan

  variables {
    grants = [{ role = "input", prefixes = "in/" }]
  }

  expect_failures = [var.grants]
}

run "one_grant_in_place_of_a_list" {
  command = plan

  variables {
    grants = { role = "input" }
  }

  expect_failures = [var.grants]
}

run "no_grant_at_all" {
  command = plan

  variables {
    grants = []
  }

  expect_failures = [var.grants]
}

run "an_unknown_role" {
  command = plan

  variables {
    grants = [{ role = "inptu" }]
  }

  expect_failures = [var.grants]
}

run "an_unknown_action" {
  command = plan

  variables {
    grants = [{ actions = ["s3:GetObject", "s3:*"] }]
  }

  expect_failures = [var.grants]
}

run "neither_role_nor_actions" {
  command = plan

  variables {
    grants = [{ prefixes = ["in/"] }]
  }

  expect_failures = [var.grants]
}

run "both_role_and_actions" {
  command = plan

  variables {
    grants = [{ role = "input", actions = ["s3:ListBucket"] }]
  }

  expect_failures = [var.grants]
}

run "an_empty_list" {
  command = plan

  variables {
    grants = [{ role = "input", prefixes = [] }]
  }

  expect_failures = [var.grants]
}

run "an_empty_prefix" {
  command = plan

  variables {
    grants = [{ role = "input", prefixes = ["in/", ""] }]
  }

  expect_failures = [var.grants]
}

run "a_key_of_more_than_1024_bytes" {
  command = plan

  variables {
    grants = [{ role = "input", keys = [join("", [for i in range(342) : "映"])] }]
  }

  expect_failures = [var.grants]
}

run "bucket_actions_on_some_objects_only" {
  command = plan

  variables {
    grants = [{ actions = ["s3:ListBucket"], prefixes = ["in/"] }]
  }

  expect_failures = [var.grants]
}

run "a_date_without_time" {
  command = plan

  variables {
    grants = [{ role = "input", expires = "2099-06-30" }]
  }

  expect_failures = [var.grants]
}

run "a_date_that_the_calendar_lacks" {
  command = plan

  variables {
    grants = [{ role = "input", expires = "2099-02-29T00:00:00Z" }]
  }

  expect_failures = [var.grants]
}

run "a_url_in_place_of_the_name_of_the_bucket" {
  command = plan

  variables {
    bucket = "s3://films"
  }

  expect_failures = [var.bucket]
}

run "a_name_that_aws_keeps_for_itself" {
  command = plan

  variables {
    bucket = "films-s3alias"
  }

  expect_failures = [var.bucket]
}

run "an_account_of_eleven_digits" {
  command = plan

  variables {
    account_id = "39554021125"
  }

  expect_failures = [var.account_id]
}

run "a_canonical_user_id_in_upper_case" {
  command = plan

  variables {
    canonical_user_id = upper("6c8583d84664a381db0c6af0e79b285ede571885fbe768e7ea50e5d3760597dd")
  }

  expect_failures = [var.canonical_user_id]
}

run "a_prefix_with_a_wildcard_is_doubtful" {
  command = plan

  variables {
    grants = [{ role = "input", prefixes = ["in/*"] }]
  }

  expect_failures = [check.doubts]
}

run "a_url_in_place_of_a_key_is_doubtful" {
  command = plan

  variables {
    grants = [{ role = "input", keys = ["s3://films/a.mp4"] }]
  }

  expect_failures = [check.doubts]
}

run "an_end_that_is_past_is_doubtful" {
  command = plan

  variables {
    grants = [{ role = "input", expires = "2020-01-01T00:00:00Z" }]
  }

  expect_failures = [check.doubts]
}

run "a_document_that_gives_its_statements_twice" {
  command = plan

  variables {
    source_policy_documents = ["{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:DeleteObject\",\"Resource\":\"arn:aws:s3:::films/*\"}],\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:DeleteObject\",\"Resource\":\"arn:aws:s3:::films/*\"}]}"]
  }

  expect_failures = [var.source_policy_documents]
}

run "accounts_beside_it_have_names" {
  command = plan

  variables {
    also = [{ account_id = "11112222333" }, { acount_id = "111122223333" }, "111122223333"]
  }

  expect_failures = [var.also]
}

run "a_kept_statement_for_another_of_them_is_refused" {
  command = plan

  variables {
    also = [{ account_id = "111122223333" }]
    source_policy_documents = [jsonencode({ Version = "2012-10-17", Statement = [{
      Effect   = "Allow", Principal = { AWS = "111122223333" }, Action = "s3:GetObject"
      Resource = "arn:aws:s3:::films/*"
    }] })]
  }

  expect_failures = [output.policy_json]
}

run "a_bucket_name_of_the_older_form_in_another_region" {
  command = plan

  variables {
    bucket = "Acme_Films"
    region = "us-east-2"
  }

  expect_failures = [output.policy_json, check.doubts]
}

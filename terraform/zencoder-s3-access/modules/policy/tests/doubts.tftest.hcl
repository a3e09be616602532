# What is taken, and warned of at every plan.

variables {
  bucket = "films"
  grants = [{ role = "input" }]
}

run "an_allow_for_everybody_is_doubtful" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::films/*" }]
    })]
  }

  expect_failures = [check.doubts]
}

run "an_allow_for_every_account_is_doubtful" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "s3:GetObject", Resource = "arn:aws:s3:::films/*" }]
    })]
  }

  expect_failures = [check.doubts]
}

run "an_allow_for_every_account_among_others_is_doubtful" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Principal = { AWS = ["111122223333", "*"] }, Action = "s3:GetObject", Resource = "arn:aws:s3:::films/*" }]
    })]
  }

  expect_failures = [check.doubts]
}

run "an_allow_under_no_condition_at_all_is_doubtful" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Principal = "*", Condition = {}, Action = "s3:GetObject", Resource = "arn:aws:s3:::films/*" }]
    })]
  }

  expect_failures = [check.doubts]
}

run "an_allow_for_everybody_but_one_is_doubtful" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", NotPrincipal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "s3:GetObject", Resource = "arn:aws:s3:::films/*" }]
    })]
  }

  expect_failures = [check.doubts]
}

run "a_sid_that_two_of_them_have_is_doubtful" {
  command = plan

  variables {
    source_policy_documents = [for action in ["s3:DeleteObject", "s3:PutObject"] : jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Sid = "No", Effect = "Deny", Principal = "*", Action = action, Resource = "arn:aws:s3:::films/*" }]
    })]
  }

  expect_failures = [check.doubts]
}

run "a_grant_whose_prefixes_are_null_is_doubtful" {
  command = plan

  variables {
    grants = [{ role = "input", prefixes = null }]
  }

  expect_failures = [check.doubts]
}

run "statements_that_only_deny_or_name_somebody_are_not" {
  command = plan

  variables {
    source_policy_documents = [jsonencode({
      Version = "2012-10-17"
      Statement = [
        { Sid = "A", Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "*" },
        { Sid = "B", Effect = "Allow", Principal = { AWS = "111122223333" }, Action = "s3:*", Resource = "*" },
        { Effect = "Allow", Principal = { Service = "cloudfront.amazonaws.com" }, Action = "s3:GetObject", Resource = "*" },
        { Effect = "Allow", Principal = "*", Action = "s3:*", Resource = "*", Condition = { Bool = { "aws:SecureTransport" = "true" } } },
      ]
    })]
  }

  assert {
    condition     = length(jsondecode(output.policy_json).Statement) == 6
    error_message = "They are kept beside Zencoder's."
  }
}

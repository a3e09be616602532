# What the statements say. Run by `terraform test` in modules/policy, with Terraform 1.6 or later and no provider.

variables {
  bucket = "films"
  grants = [{ role = "input" }]
}

run "a_role_has_its_actions" {
  command = plan

  assert {
    condition = toset(flatten(output.statements[*].Action)) == toset([
      "s3:GetObject", "s3:GetBucketLocation", "s3:ListBucketMultipartUploads",
    ])
    error_message = "The role input is for reading."
  }
}

run "actions_can_be_named_one_by_one" {
  command = plan

  variables {
    grants = [{ actions = ["s3:ListBucket"] }]
  }

  assert {
    condition     = one(jsondecode(output.policy_json).Statement).Action == ["s3:ListBucket"]
    error_message = "Only what is named is granted."
  }
}

run "object_actions_are_on_objects_and_bucket_actions_on_the_bucket" {
  command = plan

  assert {
    condition = {
      for statement in output.statements : one(statement.Resource) => length(statement.Action)
    } == { "arn:aws:s3:::films" = 2, "arn:aws:s3:::films/*" = 1 }
    error_message = "Each action needs its own kind of resource, or S3 refuses the policy."
  }
}

run "accounts_beside_it_are_in_the_same_statements" {
  command = plan

  variables {
    also = [{ account_id = "999988887777" }, { account_id = "111122223333", canonical_user_id = null }]
  }

  assert {
    condition = alltrue([
      for s in output.statements : s.Principal.AWS == [
        for id in ["111122223333", "395540211253", "999988887777"] : "arn:aws:iam::${id}:root"
      ]
    ])
    error_message = "Each statement names all accounts, in order."
  }

  assert {
    condition     = jsondecode(output.kms_key_statement).Principal.AWS == output.statements[0].Principal.AWS
    error_message = "The key is for all of them too."
  }
}

run "the_principal_is_the_account_of_zencoder" {
  command = plan

  assert {
    condition = alltrue([
      for s in output.statements : s.Effect == "Allow" && s.Principal.AWS == "arn:aws:iam::395540211253:root"
    ])
    error_message = "Only Zencoder has access."
  }
}

run "another_zencoder_has_another_account" {
  command = plan

  variables {
    account_id = "012345678901"
  }

  assert {
    condition     = alltrue([for s in output.statements : s.Principal.AWS == "arn:aws:iam::012345678901:root"])
    error_message = "The leading zero belongs to the account."
  }
}

run "prefixes_and_keys_limit_the_objects" {
  command = plan

  variables {
    grants = [{ actions = ["s3:GetObject"], prefixes = ["in/"], keys = ["trailers/this file is great.mp4"] }]
  }

  assert {
    condition = one(jsondecode(output.policy_json).Statement).Resource == [
      "arn:aws:s3:::films/in/*",
      "arn:aws:s3:::films/trailers/this file is great.mp4",
    ]
    error_message = "A prefix covers what begins with it, a key itself alone."
  }
}

run "wildcards_in_names_are_the_characters" {
  command = plan

  variables {
    grants = [{ actions = ["s3:GetObject"], keys = ["a*b?c$${d}"], prefixes = ["100%/*"] }]
  }

  assert {
    condition = one(jsondecode(output.policy_json).Statement).Resource == [
      "arn:aws:s3:::films/100%/$${*}*",
      "arn:aws:s3:::films/a$${*}b$${?}c$${$}{d}",
    ]
    error_message = "IAM has escapes for them."
  }

  expect_failures = [check.doubts]
}

run "bucket_actions_cannot_be_limited_to_objects" {
  command = plan

  variables {
    grants = [{ role = "input", prefixes = ["in/"] }]
  }

  assert {
    condition     = contains(flatten(output.statements[*].Resource), "arn:aws:s3:::films")
    error_message = "They cover the bucket, whatever the prefixes."
  }
}

run "an_end_is_a_condition_in_utc" {
  command = plan

  variables {
    grants = [{ role = "input", expires = "2099-06-30T02:00:00+02:00" }]
  }

  assert {
    condition = alltrue([
      for s in output.statements : s.Condition.DateLessThan["aws:CurrentTime"] == "2099-06-30T00:00:00Z"
    ])
    error_message = "S3 compares times in UTC."
  }
}

run "tls_is_a_condition" {
  command = plan

  variables {
    require_tls = true
  }

  assert {
    condition     = alltrue([for s in output.statements : s.Condition.Bool["aws:SecureTransport"] == "true"])
    error_message = "Zencoder has access over TLS only."
  }
}

run "without_conditions_there_is_no_such_element" {
  command = plan

  assert {
    condition     = alltrue([for s in output.statements : !contains(keys(s), "Condition")])
    error_message = "An empty Condition says nothing."
  }
}

run "each_grant_has_a_statement_and_equal_ones_share_it" {
  command = plan

  variables {
    grants = [
      { actions = ["s3:GetObject"], prefixes = ["a/", "b/"] },
      { actions = ["s3:GetObject"], prefixes = ["b/", "a/", "b/"] },
      { actions = ["s3:PutObject"], prefixes = ["out/"] },
    ]
  }

  assert {
    condition     = length(output.statements) == 2
    error_message = "The order of a list, and saying a thing twice, change nothing."
  }
}

run "a_sid_is_the_same_on_every_bucket" {
  command = plan

  variables {
    bucket = "series"
  }

  assert {
    condition     = output.statements[*].Sid == ["ZencoderBucketef8efa16", "ZencoderReadcbc7f402"]
    error_message = "A Sid depends only on its statement, and stays when grants are added or removed."
  }
}

run "attributes_that_are_null_are_absent" {
  command = plan

  variables {
    grants = [{ role = "input", actions = null, prefixes = ["in/"], keys = null, expires = null }]
  }

  assert {
    condition     = output.statements[*].Sid == ["ZencoderBucketef8efa16", "ZencoderReadaf86efb5"]
    error_message = "So that a caller can hand through what may be left out."
  }
}

run "sets_do_for_lists" {
  command = plan

  variables {
    grants = toset([{ actions = toset(["s3:GetObject"]), keys = toset(["b", "a"]) }])
  }

  assert {
    condition = one(jsondecode(output.policy_json).Statement).Resource == [
      "arn:aws:s3:::films/a", "arn:aws:s3:::films/b",
    ]
    error_message = "What for_each and toset give is taken as it is."
  }
}

run "the_document_is_the_statements" {
  command = plan

  assert {
    condition     = jsonencode(jsondecode(output.policy_json).Statement) == jsonencode(output.statements)
    error_message = "A policy of your own can be made of the output statements."
  }
}

run "a_key_that_encrypts_the_bucket_is_used_for_what_is_granted" {
  command = plan

  variables {
    grants = [{ role = "output" }]
  }

  assert {
    condition     = jsondecode(output.kms_key_statement).Action == ["kms:Decrypt", "kms:GenerateDataKey"]
    error_message = "Writing makes a data key, and decrypts to put the parts of an upload together."
  }
}

run "a_key_is_used_by_s3_for_this_bucket_alone" {
  command = plan

  variables {
    region = "eu-west-1"
  }

  assert {
    condition = jsonencode(jsondecode(output.kms_key_statement).Condition) == jsonencode({
      StringEquals = { "kms:ViaService" = "s3.eu-west-1.amazonaws.com" }
      StringLike   = { "kms:EncryptionContext:aws:s3:arn" = ["arn:aws:s3:::films", "arn:aws:s3:::films/*"] }
    })
    error_message = "The encryption context is the ARN of the object, or that of the bucket with an S3 Bucket Key."
  }
}

run "a_key_is_used_by_s3_in_any_region_where_none_is_given" {
  command = plan

  assert {
    condition     = jsondecode(output.kms_key_statement).Condition.StringLike["kms:ViaService"] == "s3.*.amazonaws.com"
    error_message = "Only S3 may use the key."
  }
}

run "what_neither_reads_nor_writes_needs_no_key" {
  command = plan

  variables {
    grants = [{ actions = ["s3:ListBucket"] }]
  }

  assert {
    condition     = output.kms_key_statement == null
    error_message = "There is nothing to allow."
  }
}

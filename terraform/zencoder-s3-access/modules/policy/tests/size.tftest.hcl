# S3 takes a policy of at most 20,480 bytes. Each of these characters has three, and each key is a resource of its own.

variables {
  bucket = "films"
}

run "a_policy_of_just_so_many_bytes" {
  command = plan

  variables {
    grants = [{
      actions = ["s3:GetObject"]
      keys = concat(
        [for i in range(19) : "${10 + i}${join("", [for j in range(340) : "映"])}"],
        [join("", [for j in range(416) : "z"])],
      )
    }]
  }

  assert {
    condition     = length(trimsuffix(base64encode(output.policy_json), "=")) == 27307
    error_message = "20,480 bytes are 27,307 characters of Base64."
  }

  assert {
    condition     = length(output.policy_json) < 20480 / 2
    error_message = "It is not characters that count."
  }

  expect_failures = [check.doubts]
}

run "one_byte_more" {
  command = plan

  variables {
    grants = [{
      actions = ["s3:GetObject"]
      keys = concat(
        [for i in range(19) : "${10 + i}${join("", [for j in range(340) : "映"])}"],
        [join("", [for j in range(417) : "z"])],
      )
    }]
  }

  expect_failures = [output.policy_json, check.doubts]
}

run "more_than_four_fifths_of_it_is_doubtful" {
  command = plan

  variables {
    grants = [{ actions = ["s3:GetObject"], keys = [for i in range(600) : "reel-${i}"] }]
  }

  expect_failures = [check.doubts]
}

-- Which of a client's rows gives a golden value: the least number goes first, equal ones go by trust.
-- rule is one of fields.toml; frequency is on how many rows the value stands, completeness how much its row says, spoken a
-- number that grows with every row, seniority who spoke first, won_on the last won deal whose buyer the row is.
create macro survival(rule, frequency, completeness, letters, spoken, seniority, won_on) as case rule
    when 'most_recent' then -spoken
    when 'most_frequent' then -frequency
    when 'most_complete' then -completeness
    when 'longest' then -letters
    when 'oldest' then seniority
    when 'last_won_deal' then coalesce(date_diff('day', won_on, date '9999-12-31'), 9999999)
    else 0
end;

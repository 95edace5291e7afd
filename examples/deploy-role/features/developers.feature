Feature: Which developers see orders?
  One policy serves all teams. It allows the table that has the name of a developer's team, which is a tag of the user. A
  new colleague needs a tag and no policy. Requests must come from the office.

  Background:
    Given the deploy-role scenario

  Rule: Developers see the table of their own team

    Example: Ann of the orders team reads an order
      When the ann user reads an item of the orders table
      Then access is granted

    Example: Bob of the billing team cannot read an order
      When the bob user reads an item of the orders table
      Then access is denied: no identity policy allows dynamodb:GetItem

  Rule: Developers work in the office

    Example: Ann cannot read an order from home
      Given requests come from 198.51.100.1
      When the ann user reads an item of the orders table
      Then access is denied: no identity policy allows dynamodb:GetItem

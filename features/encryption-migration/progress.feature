Feature: How many objects still have to be moved to the KMS key?
  Before the move, a team estimates the cost from the number and size of the objects. During the move, it wants to know how
  many are left. A listing does not show the encryption of objects. S3 Inventory does, and so does the metadata of each
  object.
  See "Cataloging and analyzing your data with S3 Inventory" in the Amazon S3 user guide.

  Background:
    Given the encryption-migration scenario
    And the administrator has uploaded "test-1.log"
    And the administrator has uploaded "test-2.log"
    And the demo bucket encrypts by default with the demo key

  @M22
  Rule: An inventory counts each object under the encryption that it was last written with

    Example: Right after the default changes, every object is still under SSE-S3
      Then the demo bucket holds by encryption:
        | encryption | objects | bytes |
        | SSE-S3     | 2       | 46    |

    Example: An object uploaded after the default changes does not have to be moved
      Given the administrator has uploaded "test-3.log"
      Then the demo bucket holds by encryption:
        | encryption   | objects | bytes |
        | SSE-S3       | 2       | 46    |
        | the demo key | 1       | 23    |

    Example: An object copied onto itself under the key no longer has to be moved
      Given the administrator has copied "test-2.log" onto itself encrypted with the demo key
      Then the demo bucket holds by encryption:
        | encryption   | objects | bytes |
        | SSE-S3       | 1       | 23    |
        | the demo key | 1       | 23    |

    @M06
    Example: After the whole bucket is copied onto itself, no object is left to be moved
      Given the administrator has copied the demo bucket onto itself encrypted with the demo key
      Then the demo bucket holds by encryption:
        | encryption   | objects | bytes |
        | the demo key | 2       | 46    |

Feature: How much of the bucket is still to be moved?
  Before the move its cost is estimated from the number and size of the objects; during it somebody wants to know what is left.
  A listing has no encryption in it: S3 Inventory reports it, or the metadata of each object.
  See "Cataloging and analyzing your data with S3 Inventory" in the Amazon S3 user guide.

  Background:
    Given the encryption-migration scenario
    And the administrator has uploaded "test-1.log"
    And the administrator has uploaded "test-2.log"
    And the demo bucket encrypts by default with the demo key

  @M22
  Rule: Objects count under the encryption that they were last written with

    Example: Right after the switch everything is still under SSE-S3
      Then the demo bucket holds by encryption:
        | encryption | objects | bytes |
        | SSE-S3     | 2       | 46    |

    Example: What is uploaded from then on is not to be moved
      Given the administrator has uploaded "test-3.log"
      Then the demo bucket holds by encryption:
        | encryption   | objects | bytes |
        | SSE-S3       | 2       | 46    |
        | the demo key | 1       | 23    |

    Example: Each copy of an object leaves less to be moved
      Given the administrator has copied "test-2.log" onto itself encrypted with the demo key
      Then the demo bucket holds by encryption:
        | encryption   | objects | bytes |
        | SSE-S3       | 1       | 23    |
        | the demo key | 1       | 23    |

    @M06
    Example: After the copy of the whole bucket nothing is left
      Given the administrator has copied the demo bucket onto itself encrypted with the demo key
      Then the demo bucket holds by encryption:
        | encryption   | objects | bytes |
        | the demo key | 2       | 46    |

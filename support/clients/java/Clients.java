import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Tries the AWS SDK for Java against a lab, and prints a line for each check: "ok - name" or "not ok - name: reason".
 *
 * Usage: java -cp 'jars/*' Clients.java BUCKET, with the AWS files of the lab in the environment. The profile outsider may
 * do anything in its account; the profile auditor may use the bucket of the intake account, and none of its keys.
 */
class Clients {
  static final String KEY = "a folder/ü + b&c.txt";
  static String bucket;
  static S3Client own;

  interface Check {
    void run() throws Exception;
  }

  static <B extends AwsClientBuilder<B, C>, C> C as(String profile, B builder) {
    return builder.credentialsProvider(ProfileCredentialsProvider.create(profile)).build();
  }

  static S3Client s3Of(String profile) {
    var credentials = ProfileCredentialsProvider.create(profile);
    var client = S3Client.builder().credentialsProvider(credentials).forcePathStyle(true).build();
    return client;
  }

  static void require(boolean holds, Object reason) {
    if (!holds) throw new IllegalStateException(String.valueOf(reason));
  }

  /** Requires an error of AWS with a code and a part of its message. */
  static void refused(Check call, String code, String message) throws Exception {
    try {
      call.run();
    } catch (AwsServiceException error) {
      var details = error.awsErrorDetails();
      require(details.errorCode().equals(code), "the code is " + details.errorCode() + ": " + details.errorMessage());
      require(details.errorMessage().contains(message), "the message is " + details.errorMessage());
      return;
    }
    throw new IllegalStateException("it was not refused");
  }

  static void check(String name, Check run) {
    try {
      run.run();
      System.out.println("ok - " + name);
    } catch (Throwable problem) {
      System.out.println("not ok - " + name + ": " + String.valueOf(problem).replace("\n", " "));
    }
  }

  static void put(String key, String content) {
    own.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(content));
  }

  static String get(String key) {
    return own.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asUtf8String();
  }

  static String fetched(String method, URL url, String content) throws Exception {
    var body = content == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(content);
    var request = HttpRequest.newBuilder(url.toURI()).method(method, body).build();
    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }

  public static void main(String[] args) {
    bucket = args[0];
    own = s3Of("outsider");
    own.createBucket(request -> request.bucket(bucket)
        .createBucketConfiguration(where -> where.locationConstraint("eu-west-1")));
    objects();
    parts();
    listsAndCopies();
    urlsAndWaiters();
    services();
    denials();
  }

  static void objects() {
    check("any key and an empty object", () -> {
      put(KEY, "hello");
      require(get(KEY).equals("hello"), "another content");
      put("empty", "");
      require(get("empty").isEmpty(), "content of an empty object");
    });
    check("checksums", () -> {
      var byDefault = own.putObject(request -> request.bucket(bucket).key("checked"), RequestBody.fromString("hello"));
      require(byDefault.checksumCRC32() != null, "no CRC32 by default");
      var algorithms = List.of(ChecksumAlgorithm.CRC32, ChecksumAlgorithm.CRC32_C, ChecksumAlgorithm.CRC64_NVME,
          ChecksumAlgorithm.SHA1, ChecksumAlgorithm.SHA256);
      for (var algorithm : algorithms) {
        // A stream goes in signed chunks, with the checksum in the trailer.
        var stream = RequestBody.fromContentProvider(ContentStreamProvider.fromUtf8String("hello"), 5, "text/plain");
        own.putObject(request -> request.bucket(bucket).key("checked").checksumAlgorithm(algorithm), stream);
        var got = own.getObjectAsBytes(request -> request.bucket(bucket).key("checked").checksumMode(ChecksumMode.ENABLED));
        require(got.asUtf8String().equals("hello"), "another content under " + algorithm);
      }
    });
    check("ranges", () -> {
      put("ranged", "0123456789");
      var got = own.getObjectAsBytes(request -> request.bucket(bucket).key("ranged").range("bytes=2-4"));
      require(got.asUtf8String().equals("234"), "another range");
      require(got.response().contentRange().equals("bytes 2-4/10"), got.response().contentRange());
    });
    check("conditional writes", () -> {
      put("conditional", "one");
      var etag = own.headObject(request -> request.bucket(bucket).key("conditional")).eTag();
      refused(() -> own.putObject(request -> request.bucket(bucket).key("conditional").ifNoneMatch("*"), RequestBody.fromString("two")),
          "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
      own.putObject(request -> request.bucket(bucket).key("conditional").ifMatch(etag), RequestBody.fromString("two"));
    });
  }

  static void parts() {
    check("uploads in parts", () -> {
      var content = new byte[12_000_000];
      Arrays.fill(content, (byte) 'x');
      var credentials = ProfileCredentialsProvider.create("outsider");
      try (var client = S3AsyncClient.builder().credentialsProvider(credentials).forcePathStyle(true)
          .multipartEnabled(true).multipartConfiguration(parts -> parts.minimumPartSizeInBytes(5L << 20).thresholdInBytes(5L << 20)).build()) {
        var put = client.putObject(request -> request.bucket(bucket).key("large"), AsyncRequestBody.fromBytes(content)).join();
        require(put.eTag().endsWith("-3\""), put.eTag());
        var got = client.getObject(request -> request.bucket(bucket).key("large"), AsyncResponseTransformer.toBytes()).join();
        require(Arrays.equals(got.asByteArray(), content), "another content");
      }
    });
    check("an upload of one empty part", () -> {
      var upload = own.createMultipartUpload(request -> request.bucket(bucket).key("none")
          .checksumAlgorithm(ChecksumAlgorithm.CRC32)).uploadId();
      var part = own.uploadPart(request -> request.bucket(bucket).key("none").uploadId(upload).partNumber(1), RequestBody.empty());
      var completed = CompletedPart.builder().partNumber(1).eTag(part.eTag()).checksumCRC32(part.checksumCRC32()).build();
      own.completeMultipartUpload(request -> request.bucket(bucket).key("none").uploadId(upload)
          .multipartUpload(all -> all.parts(completed)));
      require(get("none").isEmpty(), "content of an empty object");
    });
  }

  static void listsAndCopies() {
    check("lists page by page", () -> {
      var names = List.of("list/a + ü", "list/b&<c>", "list/d e", "list/é%");
      for (var name : names) put(name, ".");
      var pages = own.listObjectsV2Paginator(request -> request.bucket(bucket).prefix("list/").maxKeys(3));
      var listed = pages.contents().stream().map(S3Object::key).toList();
      require(listed.equals(names), listed);
      var two = names.subList(0, 2).stream().map(name -> ObjectIdentifier.builder().key(name).build()).toList();
      var deleted = own.deleteObjects(request -> request.bucket(bucket).delete(objects -> objects.objects(two)));
      require(deleted.deleted().size() == 2, deleted);
    });
    check("copies", () -> {
      put(KEY, "hello");
      own.copyObject(request -> request.sourceBucket(bucket).sourceKey(KEY).destinationBucket(bucket).destinationKey("copied"));
      require(get("copied").equals("hello"), "another content");
    });
  }

  static void urlsAndWaiters() {
    check("presigned URLs", () -> {
      var credentials = ProfileCredentialsProvider.create("outsider");
      try (var signer = S3Presigner.builder().credentialsProvider(credentials).s3Client(own).build()) {
        var hour = Duration.ofHours(1);
        var putting = signer.presignPutObject(url -> url.signatureDuration(hour)
            .putObjectRequest(request -> request.bucket(bucket).key(KEY))).url();
        require(fetched("PUT", putting, "by URL").startsWith("200"), "it was not put");
        var getting = signer.presignGetObject(url -> url.signatureDuration(hour)
            .getObjectRequest(request -> request.bucket(bucket).key(KEY))).url();
        require(fetched("GET", getting, null).equals("200 by URL"), fetched("GET", getting, null));
        var refused = fetched("DELETE", getting, null);
        require(refused.startsWith("403") && refused.contains("SignatureDoesNotMatch"), refused);
      }
    });
    check("waiters", () -> {
      put("awaited", ".");
      own.waiter().waitUntilObjectExists(request -> request.bucket(bucket).key("awaited"));
      own.waiter().waitUntilBucketNotExists(request -> request.bucket(bucket + "-none"));
    });
    check("profiles", () -> {
      var arns = Map.of("auditor-by-role", "arn:aws:sts::222222222222:assumed-role/auditor/",
          "transfer", "arn:aws:sts::222222222222:assumed-role/transfer/spec");
      for (var entry : arns.entrySet()) {
        var identity = as(entry.getKey(), StsClient.builder()).getCallerIdentity();
        require(identity.arn().startsWith(entry.getValue()), identity.arn());
      }
    });
  }

  static void services() {
    check("the other services", () -> {
      var keys = as("outsider", KmsClient.builder());
      var arn = keys.createKey().keyMetadata().arn();
      var encrypted = keys.encrypt(request -> request.keyId(arn).plaintext(SdkBytes.fromUtf8String("hello")));
      var decrypted = keys.decrypt(request -> request.ciphertextBlob(encrypted.ciphertextBlob()));
      require(decrypted.plaintext().asUtf8String().equals("hello"), "another plaintext");
      var secrets = as("outsider", SecretsManagerClient.builder());
      secrets.createSecret(request -> request.name(bucket).secretString("hello"));
      require(secrets.getSecretValue(request -> request.secretId(bucket)).secretString().equals("hello"), "another secret");
      var tables = as("outsider", DynamoDbClient.builder());
      tables.createTable(request -> request.tableName(bucket).billingMode(BillingMode.PAY_PER_REQUEST)
          .keySchema(KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
          .attributeDefinitions(AttributeDefinition.builder().attributeName("id").attributeType(ScalarAttributeType.S).build()));
      tables.waiter().waitUntilTableExists(request -> request.tableName(bucket));
      var item = Map.of("id", AttributeValue.fromS("ana"));
      tables.putItem(request -> request.tableName(bucket).item(item));
      require(tables.getItem(request -> request.tableName(bucket).key(item)).item().equals(item), "another item");
    });
  }

  static void denials() {
    check("denials", () -> {
      var who = "User: arn:aws:sts::222222222222:assumed-role/auditor/spec is not authorized to perform: ";
      refused(() -> s3Of("auditor").putObject(request -> request.bucket("my-write-only-bucket").key("denied"), RequestBody.fromString("hello")),
          "AccessDenied", who + "kms:GenerateDataKey");
      refused(() -> as("auditor", KmsClient.builder()).listKeys(), "AccessDeniedException", who + "kms:ListKeys on resource: *");
      refused(() -> as("auditor", SecretsManagerClient.builder()).getSecretValue(request -> request.secretId("token")),
          "AccessDeniedException", who + "secretsmanager:GetSecretValue");
      refused(() -> as("auditor", DynamoDbClient.builder()).listTables(), "AccessDeniedException", who + "dynamodb:ListTables");
      refused(() -> as("auditor", StsClient.builder()).assumeRole(request -> request
          .roleArn("arn:aws:iam::222222222222:role/transfer").roleSessionName("java")), "AccessDenied", who + "sts:AssumeRole");
    });
  }
}

// Command clients tries the AWS SDK for Go against a lab, and prints a line for each check: "ok - name" or
// "not ok - name: reason".
//
// Usage: clients BUCKET, with the AWS files of the lab in the environment. The profile outsider may do anything in its
// account; the profile auditor may use the bucket of the intake account, and none of its keys.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/feature/s3/manager"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	dynamodbtypes "github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"
)

const key = "a folder/ü + b&c.txt"

var (
	ctx    = context.Background()
	bucket = os.Args[1]
)

func settingsOf(profile string) aws.Config {
	cfg, err := config.LoadDefaultConfig(ctx, config.WithSharedConfigProfile(profile))
	must(err)
	return cfg
}

func s3Of(profile string) *s3.Client {
	cfg, err := config.LoadDefaultConfig(ctx, config.WithSharedConfigProfile(profile))
	must(err)
	client := s3.NewFromConfig(cfg, func(o *s3.Options) { o.UsePathStyle = true })
	return client
}

// failure is a check's own reason, as other panics are.
type failure struct{ reason string }

func must(err error) {
	if err != nil {
		panic(failure{err.Error()})
	}
}

func require(holds bool, format string, values ...any) {
	if !holds {
		panic(failure{fmt.Sprintf(format, values...)})
	}
}

// refused requires an error of AWS with a code and a part of its message.
func refused(err error, code, message string) {
	var answer smithy.APIError
	require(errors.As(err, &answer), "it was not refused: %v", err)
	require(answer.ErrorCode() == code, "the code is %s: %s", answer.ErrorCode(), answer.ErrorMessage())
	require(strings.Contains(answer.ErrorMessage(), message), "the message is %s", answer.ErrorMessage())
}

func body(output *s3.GetObjectOutput, err error) string {
	must(err)
	content, err := io.ReadAll(output.Body)
	must(err)
	return string(content)
}

func put(client *s3.Client, key, content string) *s3.PutObjectOutput {
	output, err := client.PutObject(ctx, &s3.PutObjectInput{Bucket: &bucket, Key: &key, Body: strings.NewReader(content)})
	must(err)
	return output
}

func get(client *s3.Client, key string) string {
	return body(client.GetObject(ctx, &s3.GetObjectInput{Bucket: &bucket, Key: &key}))
}

func fetched(method, url, content string) (int, string) {
	request, err := http.NewRequest(method, url, strings.NewReader(content))
	must(err)
	response, err := http.DefaultClient.Do(request)
	must(err)
	text, err := io.ReadAll(response.Body)
	must(err)
	return response.StatusCode, string(text)
}

func check(name string, run func()) {
	defer func() {
		if problem := recover(); problem != nil {
			fmt.Printf("not ok - %s: %s\n", name, strings.ReplaceAll(fmt.Sprint(problem), "\n", " "))
			return
		}
		fmt.Printf("ok - %s\n", name)
	}()
	run()
}

func main() {
	own := s3Of("outsider")
	_, err := own.CreateBucket(ctx, &s3.CreateBucketInput{
		Bucket:                    &bucket,
		CreateBucketConfiguration: &types.CreateBucketConfiguration{LocationConstraint: types.BucketLocationConstraintEuWest1},
	})
	must(err)

	check("any key and an empty object", func() {
		put(own, key, "hello")
		require(get(own, key) == "hello", "another content")
		put(own, "empty", "")
		require(get(own, "empty") == "", "content of an empty object")
	})
	check("checksums", func() {
		require(put(own, "checked", "hello").ChecksumCRC32 != nil, "no CRC32 by default")
		for _, algorithm := range types.ChecksumAlgorithm("").Values() {
			if strings.HasPrefix(string(algorithm), "XXHASH") || algorithm == "MD5" || algorithm == "SHA512" {
				continue
			}
			_, err := own.PutObject(ctx, &s3.PutObjectInput{
				Bucket: &bucket, Key: aws.String("checked"), Body: strings.NewReader("hello"), ChecksumAlgorithm: algorithm,
			})
			must(err)
			require(body(own.GetObject(ctx, &s3.GetObjectInput{
				Bucket: &bucket, Key: aws.String("checked"), ChecksumMode: types.ChecksumModeEnabled,
			})) == "hello", "another content under %s", algorithm)
		}
	})
	check("uploads in parts", func() {
		content := bytes.Repeat([]byte("0123456789"), 1_200_000)
		_, err := manager.NewUploader(own).Upload(ctx, &s3.PutObjectInput{
			Bucket: &bucket, Key: aws.String("large"), Body: io.LimitReader(bytes.NewReader(content), int64(len(content))),
		})
		must(err)
		received := manager.NewWriteAtBuffer(nil)
		_, err = manager.NewDownloader(own).Download(ctx, received, &s3.GetObjectInput{Bucket: &bucket, Key: aws.String("large")})
		must(err)
		require(bytes.Equal(received.Bytes(), content), "another content")
	})
	check("an upload of one empty part", func() {
		upload, err := own.CreateMultipartUpload(ctx, &s3.CreateMultipartUploadInput{
			Bucket: &bucket, Key: aws.String("none"), ChecksumAlgorithm: types.ChecksumAlgorithmCrc32,
		})
		must(err)
		part, err := own.UploadPart(ctx, &s3.UploadPartInput{
			Bucket: &bucket, Key: upload.Key, UploadId: upload.UploadId, PartNumber: aws.Int32(1), Body: strings.NewReader(""),
		})
		must(err)
		_, err = own.CompleteMultipartUpload(ctx, &s3.CompleteMultipartUploadInput{
			Bucket: &bucket, Key: upload.Key, UploadId: upload.UploadId,
			MultipartUpload: &types.CompletedMultipartUpload{Parts: []types.CompletedPart{
				{PartNumber: aws.Int32(1), ETag: part.ETag, ChecksumCRC32: part.ChecksumCRC32},
			}},
		})
		must(err)
		require(get(own, "none") == "", "content of an empty object")
	})
	check("ranges", func() {
		put(own, "ranged", "0123456789")
		output, err := own.GetObject(ctx, &s3.GetObjectInput{Bucket: &bucket, Key: aws.String("ranged"), Range: aws.String("bytes=2-4")})
		require(body(output, err) == "234", "another range")
		require(*output.ContentRange == "bytes 2-4/10", "the range is %s", *output.ContentRange)
	})
	check("conditional writes", func() {
		etag := put(own, "conditional", "one").ETag
		write := s3.PutObjectInput{Bucket: &bucket, Key: aws.String("conditional"), Body: strings.NewReader("two"), IfNoneMatch: aws.String("*")}
		_, err := own.PutObject(ctx, &write)
		refused(err, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold")
		write.IfNoneMatch, write.IfMatch = nil, etag
		_, err = own.PutObject(ctx, &write)
		must(err)
	})
	check("lists page by page", func() {
		names := []string{"list/a + ü", "list/b&<c>", "list/d e", "list/é%"}
		for _, name := range names {
			put(own, name, ".")
		}
		pages := s3.NewListObjectsV2Paginator(own, &s3.ListObjectsV2Input{Bucket: &bucket, Prefix: aws.String("list/"), MaxKeys: aws.Int32(3)})
		var listed []string
		for pages.HasMorePages() {
			page, err := pages.NextPage(ctx)
			must(err)
			for _, object := range page.Contents {
				listed = append(listed, *object.Key)
			}
		}
		require(strings.Join(listed, "|") == strings.Join(names, "|"), "listed %q", listed)
		deleted, err := own.DeleteObjects(ctx, &s3.DeleteObjectsInput{Bucket: &bucket, Delete: &types.Delete{
			Objects: []types.ObjectIdentifier{{Key: &names[0]}, {Key: &names[1]}},
		}})
		must(err)
		require(len(deleted.Deleted) == 2, "deleted %d", len(deleted.Deleted))
	})
	check("copies", func() {
		put(own, key, "hello")
		source := bucket + "/a%20folder/%C3%BC%20%2B%20b%26c.txt"
		_, err := own.CopyObject(ctx, &s3.CopyObjectInput{Bucket: &bucket, Key: aws.String("copied"), CopySource: &source})
		must(err)
		require(get(own, "copied") == "hello", "another content")
	})
	check("presigned URLs", func() {
		signer := s3.NewPresignClient(own)
		putting, err := signer.PresignPutObject(ctx, &s3.PutObjectInput{Bucket: &bucket, Key: aws.String(key)})
		must(err)
		status, text := fetched(http.MethodPut, putting.URL, "by URL")
		require(status == 200, "%d %s", status, text)
		getting, err := signer.PresignGetObject(ctx, &s3.GetObjectInput{Bucket: &bucket, Key: aws.String(key)})
		must(err)
		status, text = fetched(http.MethodGet, getting.URL, "")
		require(status == 200 && text == "by URL", "%d %s", status, text)
		status, text = fetched(http.MethodDelete, getting.URL, "")
		require(status == 403 && strings.Contains(text, "SignatureDoesNotMatch"), "%d %s", status, text)
	})
	check("waiters", func() {
		put(own, "awaited", ".")
		must(s3.NewObjectExistsWaiter(own).Wait(ctx, &s3.HeadObjectInput{Bucket: &bucket, Key: aws.String("awaited")}, time.Minute))
		must(s3.NewBucketNotExistsWaiter(own).Wait(ctx, &s3.HeadBucketInput{Bucket: aws.String(bucket + "-none")}, time.Minute))
	})
	check("profiles", func() {
		assumed := settingsOf("intake-administrator")
		assumed.Credentials = stscreds.NewAssumeRoleProvider(sts.NewFromConfig(assumed), "arn:aws:iam::222222222222:role/auditor")
		for role, cfg := range map[string]aws.Config{"auditor": assumed, "transfer": settingsOf("transfer")} {
			identity, err := sts.NewFromConfig(cfg).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
			must(err)
			require(strings.Contains(*identity.Arn, ":assumed-role/"+role+"/"), "%s is %s", role, *identity.Arn)
		}
	})
	check("the other services", func() {
		cfg := settingsOf("outsider")
		keys := kms.NewFromConfig(cfg)
		made, err := keys.CreateKey(ctx, &kms.CreateKeyInput{})
		must(err)
		encrypted, err := keys.Encrypt(ctx, &kms.EncryptInput{KeyId: made.KeyMetadata.Arn, Plaintext: []byte("hello")})
		must(err)
		decrypted, err := keys.Decrypt(ctx, &kms.DecryptInput{CiphertextBlob: encrypted.CiphertextBlob})
		must(err)
		require(string(decrypted.Plaintext) == "hello", "another plaintext")
		secrets := secretsmanager.NewFromConfig(cfg)
		_, err = secrets.CreateSecret(ctx, &secretsmanager.CreateSecretInput{Name: &bucket, SecretString: aws.String("hello")})
		must(err)
		secret, err := secrets.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: &bucket})
		must(err)
		require(*secret.SecretString == "hello", "another secret")
		tables := dynamodb.NewFromConfig(cfg)
		_, err = tables.CreateTable(ctx, &dynamodb.CreateTableInput{
			TableName: &bucket, BillingMode: dynamodbtypes.BillingModePayPerRequest,
			KeySchema:            []dynamodbtypes.KeySchemaElement{{AttributeName: aws.String("id"), KeyType: dynamodbtypes.KeyTypeHash}},
			AttributeDefinitions: []dynamodbtypes.AttributeDefinition{{AttributeName: aws.String("id"), AttributeType: dynamodbtypes.ScalarAttributeTypeS}},
		})
		must(err)
		must(dynamodb.NewTableExistsWaiter(tables).Wait(ctx, &dynamodb.DescribeTableInput{TableName: &bucket}, time.Minute))
		item := map[string]dynamodbtypes.AttributeValue{"id": &dynamodbtypes.AttributeValueMemberS{Value: "ana"}}
		_, err = tables.PutItem(ctx, &dynamodb.PutItemInput{TableName: &bucket, Item: item})
		must(err)
		got, err := tables.GetItem(ctx, &dynamodb.GetItemInput{TableName: &bucket, Key: item})
		must(err)
		require(len(got.Item) == 1, "no item")
	})
	check("denials", func() {
		auditor := settingsOf("auditor")
		_, err := s3Of("auditor").PutObject(ctx, &s3.PutObjectInput{
			Bucket: aws.String("my-write-only-bucket"), Key: aws.String("denied"), Body: strings.NewReader("hello"),
		})
		who := "User: arn:aws:sts::222222222222:assumed-role/auditor/spec is not authorized to perform: "
		refused(err, "AccessDenied", who+"kms:GenerateDataKey")
		_, err = kms.NewFromConfig(auditor).ListKeys(ctx, &kms.ListKeysInput{})
		refused(err, "AccessDeniedException", who+"kms:ListKeys on resource: *")
		_, err = secretsmanager.NewFromConfig(auditor).GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: aws.String("token")})
		refused(err, "AccessDeniedException", who+"secretsmanager:GetSecretValue")
		_, err = dynamodb.NewFromConfig(auditor).ListTables(ctx, &dynamodb.ListTablesInput{})
		refused(err, "AccessDeniedException", who+"dynamodb:ListTables")
		_, err = sts.NewFromConfig(auditor).AssumeRole(ctx, &sts.AssumeRoleInput{
			RoleArn: aws.String("arn:aws:iam::222222222222:role/transfer"), RoleSessionName: aws.String("go"),
		})
		refused(err, "AccessDenied", who+"sts:AssumeRole")
	})
}

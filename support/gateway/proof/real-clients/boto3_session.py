"""What boto3 must see in keyhole's lab. Exits with a traceback at the first thing that is otherwise.

Usage: boto3_session.py ENDPOINT SESSION. Each session works in a bucket of its own.
"""

import io
import json
import sys
import urllib.error
import urllib.request

import boto3
from boto3.dynamodb.conditions import Attr, Key
from boto3.s3.transfer import TransferConfig
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = sys.argv[1]
REGION = 'eu-west-1'
OWNER = '111111111111'
STRANGER = '222222222222'
SESSION = sys.argv[2]
BUCKET = f'boto-{SESSION}'


def client(service, access_key, secret='test', token=None, **config):
    return boto3.client(
        service,
        endpoint_url=ENDPOINT,
        region_name=REGION,
        aws_access_key_id=access_key,
        aws_secret_access_key=secret,
        aws_session_token=token,
        config=Config(s3={'addressing_style': 'path'}, retries={'max_attempts': 0}, **config),
    )


def refused(code, status, call, **arguments):
    """The error message of a call that must be refused with this code and HTTP status."""
    try:
        call(**arguments)
    except ClientError as error:
        found = (error.response['Error']['Code'], error.response['ResponseMetadata']['HTTPStatusCode'])
        assert found == (code, status), f'{found}: {error}'
        return error.response['Error'].get('Message', '')
    raise AssertionError(f'{call.__name__} was not refused')


def fetched(url):
    """Status and body of a plain GET."""
    try:
        with urllib.request.urlopen(url) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def document(*statements):
    return json.dumps({'Version': '2012-10-17', 'Statement': list(statements)})


s3 = client('s3', OWNER)
iam = client('iam', OWNER)
kms = client('kms', OWNER)


def buckets_and_objects():
    s3.get_waiter('bucket_exists').wait(Bucket=BUCKET)
    assert s3.get_bucket_location(Bucket=BUCKET)['LocationConstraint'] == REGION
    assert BUCKET in [bucket['Name'] for bucket in s3.list_buckets()['Buckets']]
    key = 'a folder/ümläut & plus+.txt'
    put = s3.put_object(Bucket=BUCKET, Key=key, Body=b'hello', Metadata={'colour': 'blue'}, ContentType='text/x')
    got = s3.get_object(Bucket=BUCKET, Key=key)
    assert got['Body'].read() == b'hello'
    assert (got['ETag'], got['ContentType'], got['Metadata']) == (put['ETag'], 'text/x', {'colour': 'blue'})
    assert got['ServerSideEncryption'] == 'AES256'
    assert s3.get_object(Bucket=BUCKET, Key=key, Range='bytes=1-3')['Body'].read() == b'ell'
    assert s3.head_object(Bucket=BUCKET, Key=key)['ContentLength'] == 5
    refused('NoSuchKey', 404, s3.get_object, Bucket=BUCKET, Key='none')
    refused('404', 404, s3.head_object, Bucket=BUCKET, Key='none')
    refused('NoSuchBucket', 404, s3.get_object, Bucket='there-is-none', Key='none')
    refused('304', 304, s3.get_object, Bucket=BUCKET, Key=key, IfNoneMatch=put['ETag'])
    s3.delete_object(Bucket=BUCKET, Key=key)


def listing():
    names = [f'list/{number:03}' for number in range(25)]
    for name in names:
        s3.put_object(Bucket=BUCKET, Key=name, Body=b'.')
    pages = list(s3.get_paginator('list_objects_v2').paginate(Bucket=BUCKET, Prefix='list/', PaginationConfig={'PageSize': 10}))
    assert [len(page['Contents']) for page in pages] == [10, 10, 5]
    assert [item['Key'] for page in pages for item in page['Contents']] == names
    folders = s3.list_objects_v2(Bucket=BUCKET, Delimiter='/')
    assert [prefix['Prefix'] for prefix in folders['CommonPrefixes']] == ['list/']
    deleted = s3.delete_objects(Bucket=BUCKET, Delete={'Objects': [{'Key': name} for name in names]})
    assert sorted(item['Key'] for item in deleted['Deleted']) == names
    assert 'Contents' not in s3.list_objects_v2(Bucket=BUCKET)


def multipart():
    content = bytes(range(256)) * 4 * 1024 * 12
    config = TransferConfig(multipart_threshold=5 * 1024 * 1024, multipart_chunksize=5 * 1024 * 1024)
    s3.upload_fileobj(io.BytesIO(content), BUCKET, 'large', Config=config)
    assert s3.head_object(Bucket=BUCKET, Key='large')['ETag'].endswith('-3"')
    received = io.BytesIO()
    s3.download_fileobj(BUCKET, 'large', received, Config=config)
    assert received.getvalue() == content
    upload = s3.create_multipart_upload(Bucket=BUCKET, Key='given-up')
    where = {'Bucket': BUCKET, 'Key': 'given-up', 'UploadId': upload['UploadId']}
    s3.upload_part(**where, PartNumber=1, Body=b'part')
    assert [part['Size'] for part in s3.list_parts(**where)['Parts']] == [4]
    s3.abort_multipart_upload(**where)
    refused('NoSuchUpload', 404, s3.list_parts, **where)
    s3.delete_object(Bucket=BUCKET, Key='large')


def presigned():
    s3.put_object(Bucket=BUCKET, Key='signed', Body=b'signed')
    for version in ('s3v4', 's3'):
        signer = client('s3', OWNER, signature_version=version)
        url = signer.generate_presigned_url('get_object', Params={'Bucket': BUCKET, 'Key': 'signed'}, ExpiresIn=60)
        assert ('X-Amz-Signature' in url) == (version == 's3v4'), url
        assert fetched(url) == (200, b'signed'), (version, fetched(url))
        assert fetched(url.replace('signed?', 'other?'))[0] == 403
    default = boto3.client('s3', endpoint_url=ENDPOINT, aws_access_key_id=OWNER, aws_secret_access_key='test')
    url = default.generate_presigned_url('get_object', Params={'Bucket': BUCKET, 'Key': 'signed'})
    assert fetched(url) == (200, b'signed'), url
    anonymous = client('s3', OWNER, signature_version=UNSIGNED)
    assert refused('AccessDenied', 403, anonymous.get_object, Bucket=BUCKET, Key='signed') == 'Access Denied'


def copies():
    s3.put_object(Bucket=BUCKET, Key='source', Body=b'copied', Metadata={'kept': 'yes'})
    s3.copy_object(Bucket=BUCKET, Key='target', CopySource={'Bucket': BUCKET, 'Key': 'source'})
    got = s3.get_object(Bucket=BUCKET, Key='target')
    assert (got['Body'].read(), got['Metadata']) == (b'copied', {'kept': 'yes'})
    s3.copy({'Bucket': BUCKET, 'Key': 'source'}, BUCKET, 'managed')
    assert s3.get_object(Bucket=BUCKET, Key='managed')['Body'].read() == b'copied'


def tagging():
    s3.put_object(Bucket=BUCKET, Key='tagged', Body=b'', Tagging='colour=blue')
    assert s3.get_object_tagging(Bucket=BUCKET, Key='tagged')['TagSet'] == [{'Key': 'colour', 'Value': 'blue'}]
    s3.put_object_tagging(Bucket=BUCKET, Key='tagged', Tagging={'TagSet': [{'Key': 'size', 'Value': 'ü'}]})
    assert s3.get_object_tagging(Bucket=BUCKET, Key='tagged')['TagSet'] == [{'Key': 'size', 'Value': 'ü'}]
    s3.delete_object_tagging(Bucket=BUCKET, Key='tagged')
    assert s3.get_object_tagging(Bucket=BUCKET, Key='tagged')['TagSet'] == []


def versioning():
    s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={'Status': 'Enabled'})
    assert s3.get_bucket_versioning(Bucket=BUCKET)['Status'] == 'Enabled'
    first, second = (s3.put_object(Bucket=BUCKET, Key='versioned', Body=body)['VersionId'] for body in (b'1', b'2'))
    assert s3.get_object(Bucket=BUCKET, Key='versioned')['Body'].read() == b'2'
    assert s3.get_object(Bucket=BUCKET, Key='versioned', VersionId=first)['Body'].read() == b'1'
    marker = s3.delete_object(Bucket=BUCKET, Key='versioned')
    assert marker['DeleteMarker'] is True
    refused('NoSuchKey', 404, s3.get_object, Bucket=BUCKET, Key='versioned')
    versions = s3.list_object_versions(Bucket=BUCKET, Prefix='versioned')
    assert [version['VersionId'] for version in versions['Versions']] == [second, first]
    assert [version['VersionId'] for version in versions['DeleteMarkers']] == [marker['VersionId']]
    s3.delete_object(Bucket=BUCKET, Key='versioned', VersionId=marker['VersionId'])
    assert s3.get_object(Bucket=BUCKET, Key='versioned')['Body'].read() == b'2'


def keys():
    key = kms.create_key(Description='boto', Tags=[{'TagKey': 'for', 'TagValue': 'boto'}])['KeyMetadata']
    kms.create_alias(AliasName='alias/boto', TargetKeyId=key['KeyId'])
    context = {'purpose': 'test'}
    encrypted = kms.encrypt(KeyId='alias/boto', Plaintext=b'secret', EncryptionContext=context)
    assert encrypted['KeyId'] == key['Arn']
    decrypted = kms.decrypt(CiphertextBlob=encrypted['CiphertextBlob'], EncryptionContext=context)
    assert decrypted['Plaintext'] == b'secret'
    refused('InvalidCiphertextException', 400, kms.decrypt, CiphertextBlob=encrypted['CiphertextBlob'])
    data_key = kms.generate_data_key(KeyId=key['Arn'], KeySpec='AES_256')
    assert kms.decrypt(CiphertextBlob=data_key['CiphertextBlob'])['Plaintext'] == data_key['Plaintext']
    message = refused(
        'AccessDeniedException', 400, client('kms', STRANGER).encrypt, KeyId=key['Arn'], Plaintext=b'secret'
    )
    assert 'on this resource because the resource does not exist in this Region' in message, message
    kms.disable_key(KeyId=key['KeyId'])
    refused('DisabledException', 400, kms.encrypt, KeyId=key['KeyId'], Plaintext=b'secret')
    kms.enable_key(KeyId=key['KeyId'])
    return key['Arn']


def users_and_roles():
    key_arn = keys()
    s3.put_object(Bucket=BUCKET, Key='source', Body=b'copied')
    iam.create_user(UserName='ana', Path='/people/')
    pair = iam.create_access_key(UserName='ana')['AccessKey']
    ana = client('s3', pair['AccessKeyId'], pair['SecretAccessKey'])
    name = f'arn:aws:iam::{OWNER}:user/people/ana'
    sts = client('sts', pair['AccessKeyId'], pair['SecretAccessKey'])
    assert sts.get_caller_identity()['Arn'] == name

    message = refused('AccessDenied', 403, ana.get_object, Bucket=BUCKET, Key='source')
    assert message == (
        f'User: {name} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::{BUCKET}/source" '
        'because no identity-based policy allows the s3:GetObject action'
    ), message
    reading = {'Effect': 'Allow', 'Action': 's3:*', 'Resource': f'arn:aws:s3:::{BUCKET}/*'}
    policy = iam.create_policy(PolicyName='reading', PolicyDocument=document(reading))['Policy']
    iam.attach_user_policy(UserName='ana', PolicyArn=policy['Arn'])
    assert ana.get_object(Bucket=BUCKET, Key='source')['Body'].read() == b'copied'

    s3.put_object(Bucket=BUCKET, Key='secret', Body=b'secret', ServerSideEncryption='aws:kms', SSEKMSKeyId=key_arn)
    message = refused('AccessDenied', 403, ana.get_object, Bucket=BUCKET, Key='secret')
    assert message == (
        f'User: {name} is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext '
        'because no identity-based policy allows the kms:Decrypt action'
    ), message

    trust = {'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': {'AWS': name}}
    iam.create_role(RoleName='decrypter', AssumeRolePolicyDocument=document(trust))
    using = {'Effect': 'Allow', 'Action': ['s3:GetObject', 'kms:Decrypt'], 'Resource': '*'}
    iam.put_role_policy(RoleName='decrypter', PolicyName='using', PolicyDocument=document(using))
    role = f'arn:aws:iam::{OWNER}:role/decrypter'
    session = sts.assume_role(RoleArn=role, RoleSessionName='boto')['Credentials']
    given = (session['AccessKeyId'], session['SecretAccessKey'], session['SessionToken'])
    assert client('s3', *given).get_object(Bucket=BUCKET, Key='secret')['Body'].read() == b'secret'
    identity = client('sts', *given).get_caller_identity()
    assert identity['Arn'] == f'arn:aws:sts::{OWNER}:assumed-role/decrypter/boto'
    url = client('s3', *given, signature_version='s3v4').generate_presigned_url(
        'get_object', Params={'Bucket': BUCKET, 'Key': 'secret'}
    )
    assert fetched(url) == (200, b'secret')
    status, body = fetched(
        client('s3', OWNER, signature_version='s3').generate_presigned_url(
            'get_object', Params={'Bucket': BUCKET, 'Key': 'secret'}
        )
    )
    assert (status, b'require AWS Signature Version 4.' in body) == (400, True), body

    iam.put_user_policy(UserName='ana', PolicyName='inline', PolicyDocument=document(using))
    assert [page['PolicyNames'] for page in iam.get_paginator('list_user_policies').paginate(UserName='ana')] == [['inline']]
    assert iam.get_user_policy(UserName='ana', PolicyName='inline')['PolicyDocument']['Statement'] == [using]
    assert ana.get_object(Bucket=BUCKET, Key='secret')['Body'].read() == b'secret'
    refused('EntityAlreadyExists', 409, iam.create_user, UserName='ana')
    refused('NoSuchEntity', 404, iam.get_user, UserName='bob')
    refused('AccessDenied', 403, sts.assume_role, RoleArn=role + 's', RoleSessionName='boto')
    iam.delete_access_key(UserName='ana', AccessKeyId=pair['AccessKeyId'])
    refused('InvalidAccessKeyId', 403, ana.get_object, Bucket=BUCKET, Key='source')


def secrets():
    keeper, stranger = client('secretsmanager', OWNER), client('secretsmanager', STRANGER)
    kms = client('kms', OWNER)
    key = kms.create_key()['KeyMetadata']['Arn']
    kms.create_alias(AliasName='alias/my-key', TargetKeyId=key)
    owners = {'Effect': 'Allow', 'Principal': {'AWS': OWNER}, 'Action': 'kms:*', 'Resource': '*'}
    strangers = {'Effect': 'Allow', 'Principal': {'AWS': STRANGER}, 'Action': '*', 'Resource': '*'}
    kms.put_key_policy(KeyId=key, PolicyName='default', Policy=document(owners, {**strangers, 'Action': ['kms:Decrypt', 'kms:GenerateDataKey']}))

    arn = keeper.create_secret(Name='boto', SecretString='first', KmsKeyId='alias/my-key')['ARN']
    second = keeper.put_secret_value(SecretId='boto', SecretBinary=b'\x00second')
    assert second['VersionStages'] == ['AWSCURRENT'], second
    assert keeper.get_secret_value(SecretId=arn)['SecretBinary'] == b'\x00second'
    assert keeper.get_secret_value(SecretId='boto', VersionStage='AWSPREVIOUS')['SecretString'] == 'first'
    described = keeper.describe_secret(SecretId=arn)
    assert described['KmsKeyId'] == 'alias/my-key', described
    assert described['VersionIdsToStages'][second['VersionId']] == ['AWSCURRENT'], described
    versions = keeper.list_secret_version_ids(SecretId=arn)['Versions']
    assert [version['KmsKeyIds'] for version in versions] == [[key], [key]], versions
    listed = [page['SecretList'] for page in keeper.get_paginator('list_secrets').paginate()]
    assert [secret['Name'] for secrets in listed for secret in secrets] == ['boto'], listed

    message = refused('AccessDeniedException', 400, stranger.get_secret_value, SecretId=arn)
    assert 'because no resource-based policy allows the secretsmanager:GetSecretValue action' in message, message
    policy = document({**strangers, 'Action': 'secretsmanager:*'})
    keeper.put_resource_policy(SecretId=arn, ResourcePolicy=policy, BlockPublicPolicy=True)
    assert json.loads(keeper.get_resource_policy(SecretId=arn)['ResourcePolicy']) == json.loads(policy)
    message = refused('AccessDeniedException', 400, stranger.get_secret_value, SecretId=arn)
    assert message == 'Access to KMS is not allowed', message
    message = refused('InvalidRequestException', 400, stranger.put_secret_value, SecretId=arn, SecretString='third')
    assert message == 'You must specify a KMS key ARN to update the secret from a different AWS account.', message
    stranger.update_secret(SecretId=arn, SecretString='third', KmsKeyId=key)
    assert stranger.get_secret_value(SecretId=arn)['SecretString'] == 'third'

    keeper.delete_secret(SecretId=arn, RecoveryWindowInDays=7)
    message = refused('InvalidRequestException', 400, stranger.get_secret_value, SecretId=arn)
    assert message == "You can't perform this operation on the secret because it was marked for deletion.", message
    keeper.restore_secret(SecretId=arn)
    keeper.delete_secret(SecretId=arn, ForceDeleteWithoutRecovery=True)
    message = refused('ResourceNotFoundException', 400, keeper.get_secret_value, SecretId=arn)
    assert message == "Secrets Manager can't find the specified secret.", message


def tables():
    dynamodb = boto3.resource('dynamodb', endpoint_url=ENDPOINT, region_name=REGION, aws_access_key_id=OWNER, aws_secret_access_key='test')
    low, key = dynamodb.meta.client, kms.create_key()['KeyMetadata']['Arn']
    kms.create_alias(AliasName='alias/tables', TargetKeyId=key)
    table = dynamodb.create_table(
        TableName='boto',
        KeySchema=[{'AttributeName': 'id', 'KeyType': 'HASH'}, {'AttributeName': 'at', 'KeyType': 'RANGE'}],
        AttributeDefinitions=[{'AttributeName': 'id', 'AttributeType': 'S'}, {'AttributeName': 'at', 'AttributeType': 'N'}],
        BillingMode='PAY_PER_REQUEST',
        SSESpecification={'Enabled': True, 'SSEType': 'KMS', 'KMSMasterKeyId': 'alias/tables'},
    )
    table.wait_until_exists()
    assert table.sse_description == {'Status': 'ENABLED', 'SSEType': 'KMS', 'KMSMasterKeyArn': key}, table.sse_description

    item = {'id': 'a', 'at': 1, 'tags': {'x', 'y'}, 'raw': b'\x00', 'deep': {'list': [None, True]}}
    table.put_item(Item=item)
    answer = table.get_item(Key={'id': 'a', 'at': 1})
    assert answer['Item'] == item, answer
    assert answer['ResponseMetadata']['HTTPHeaders']['x-amz-crc32'].isdigit(), answer
    for at in range(2, 6):
        table.put_item(Item={'id': 'a', 'at': at})
    pages = [page['Count'] for page in low.get_paginator('scan').paginate(TableName='boto', PaginationConfig={'PageSize': 2})]
    assert pages == [2, 2, 1], pages

    answer = table.query(
        KeyConditionExpression=Key('id').eq('a') & Key('at').between(2, 4),
        FilterExpression=~Attr('gone').exists(),
        ProjectionExpression='#at',
        ExpressionAttributeNames={'#at': 'at'},
        ScanIndexForward=False,
    )
    assert answer['Items'] == [{'at': 4}, {'at': 3}, {'at': 2}], answer
    updated = table.update_item(
        Key={'id': 'a', 'at': 2},
        UpdateExpression='SET deep = :deep ADD n :one',
        ConditionExpression=Attr('n').not_exists(),
        ExpressionAttributeValues={':deep': {'k': [1]}, ':one': 1},
        ReturnValues='UPDATED_NEW',
    )
    assert updated['Attributes'] == {'deep': {'k': [1]}, 'n': 1}, updated
    refused('ConditionalCheckFailedException', 400, table.put_item, Item={'id': 'a', 'at': 2}, ConditionExpression=Attr('id').not_exists())
    with table.batch_writer() as batch:
        for at in range(100, 130):
            batch.put_item(Item={'id': 'many', 'at': at})
    keys = [{'id': 'many', 'at': at} for at in range(100, 130)]
    assert len(dynamodb.batch_get_item(RequestItems={'boto': {'Keys': keys}})['Responses']['boto']) == 30
    with table.batch_writer() as batch:
        for key_of_item in keys:
            batch.delete_item(Key=key_of_item)
    check = {'ConditionCheck': {'TableName': 'boto', 'Key': {'id': 'gone', 'at': 1}, 'ConditionExpression': 'attribute_exists(id)'}}
    try:
        low.transact_write_items(TransactItems=[{'Put': {'TableName': 'boto', 'Item': {'id': 'new', 'at': 1}}}, check])
        raise AssertionError('the transaction was not cancelled')
    except low.exceptions.TransactionCanceledException as error:
        assert [reason['Code'] for reason in error.response['CancellationReasons']] == ['None', 'ConditionalCheckFailed'], error.response
    assert table.delete_item(Key={'id': 'a', 'at': 1}, ReturnValues='ALL_OLD')['Attributes'] == item

    kms.disable_key(KeyId=key)
    message = refused('ValidationException', 400, table.get_item, Key={'id': 'a', 'at': 2})
    assert message.startswith(f'KMS key disabled error: com.amazonaws.services.kms.model.DisabledException: {key} is disabled.'), message
    kms.enable_key(KeyId=key)
    low.tag_resource(ResourceArn=table.table_arn, Tags=[{'Key': 'team', 'Value': 'blue'}])
    assert low.list_tags_of_resource(ResourceArn=table.table_arn)['Tags'] == [{'Key': 'team', 'Value': 'blue'}]
    table.delete()
    table.wait_until_not_exists()


def sent_form(post, file, **more):
    """Status and body of a form with a file, as a browser sends it."""
    fields = {**post['fields'], **more}
    parts = [f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()]
    head = '--edge\r\nContent-Disposition: form-data; name="file"; filename="f.txt"\r\nContent-Type: text/plain\r\n\r\n'
    body = (''.join(parts) + head).encode() + file + b'\r\n--edge--\r\n'
    request = urllib.request.Request(post['url'], body, {'Content-Type': 'multipart/form-data; boundary=edge'})
    try:
        with urllib.request.urlopen(request) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def forms():
    for version in ['s3', 's3v4']:
        signer = client('s3', OWNER, signature_version=version)
        post = signer.generate_presigned_post(
            BUCKET,
            f'{version}/${{filename}}',
            Fields={'acl': 'bucket-owner-full-control', 'success_action_status': '201'},
            Conditions=[
                {'acl': 'bucket-owner-full-control'},
                {'success_action_status': '201'},
                ['starts-with', '$key', f'{version}/'],
                ['content-length-range', 1, 10],
            ],
        )
        status, body = sent_form(post, b'hello')
        assert status == 201 and f'<Key>{version}/f.txt</Key>'.encode() in body, (status, body)
        assert s3.get_object(Bucket=BUCKET, Key=f'{version}/f.txt')['Body'].read() == b'hello'
        for file, more, expected in [
            (b'', {}, (400, b'EntityTooSmall')),
            (b'x' * 11, {}, (400, b'EntityTooLarge')),
            (b'hello', {'key': 'elsewhere'}, (403, b'Policy Condition failed')),
            (b'hello', {'x-amz-meta-a': 'b'}, (403, b'Extra input fields: x-amz-meta-a')),
        ]:
            status, body = sent_form(post, file, **more)
            assert status == expected[0] and expected[1] in body, (status, body)


SESSIONS = {
    'objects': buckets_and_objects,
    'listing': listing,
    'presigning': presigned,
    'forms': forms,
    'copying': copies,
    'identities': users_and_roles,
    'multipart': multipart,
    'tagging': tagging,
    'versioning': versioning,
    'secrets': secrets,
    'tables': tables,
}

s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={'LocationConstraint': REGION})
SESSIONS[SESSION]()

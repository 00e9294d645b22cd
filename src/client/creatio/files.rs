//! Files and links of a record.

use uuid::Uuid;

use super::batch::Batch;
use super::query::Query;
use super::settings::Settings;
use super::values::Values;
use super::{Crm, CrmError, error};
use crate::client::platform::{LocalFile, Method, Platform, Request};
use crate::client::rest::percent_encode;
use crate::domain::record::{Attachment, AttachmentKind, SentFile};
use crate::domain::route::FileRoute;
use crate::ids::FileId;
use crate::ids::crm::{AttachmentId, Guid, RecordId};
use crate::wire::creatio::WebitelChatFile;
use crate::wire::creatio::entity::id;

/// The most attachments that a page shows.
const MOST: u32 = 500;

/// Where a file goes.
pub(super) struct Target<'a> {
    /// The object for such files.
    pub(super) object: &'a str,
    /// Its key, made by the caller.
    pub(super) id: AttachmentId,
    /// The column with what it belongs to.
    pub(super) parent: &'a str,
    /// That record.
    pub(super) record: Uuid,
    /// Further parts of the address; they begin with `&`.
    pub(super) more: &'a str,
}

impl<P: Platform> Crm<P> {
    /// The files and links of a record, newest first.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn attachments(&self, record: RecordId) -> Result<Vec<Attachment>, CrmError> {
        let settings = self.settings();
        let page = self.list(attachments_of(record)).await?;
        Ok(page.rows.into_iter().filter_map(|row| attachment(&settings, row)).collect())
    }

    /// Attaches a file, telling how many bytes have left. Dropping the future stops it. The same key
    /// again makes no second one.
    ///
    /// # Errors
    /// [`CrmError::TooLarge`] if it is larger than Creatio takes; else see [`CrmError`].
    pub async fn attach(
        &self,
        record: RecordId,
        attachment: AttachmentId,
        file: &P::File,
        progress: impl FnMut(u64) + 'static,
    ) -> Result<(), CrmError> {
        let settings = self.settings();
        let parent = settings.name(WebitelChatFile::CHAT.field().member());
        let object = settings.object("WebitelChatFile");
        let target = Target { object, id: attachment, parent, record: record.0, more: "" };
        self.upload(target, file, progress).await
    }

    /// Sends a file, telling how many bytes have left. Dropping the future stops it.
    pub(super) async fn upload(
        &self,
        target: Target<'_>,
        file: &P::File,
        progress: impl FnMut(u64) + 'static,
    ) -> Result<(), CrmError> {
        let request = self.upload_request(target, file).await?;
        let answer = self.platform().upload(request, file, progress).await.map_err(|_| CrmError::Offline)?;
        self.note(error::read(&answer)).map(drop)
    }

    /// Attaches a link.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn attach_link(
        &self,
        record: RecordId,
        url: &str,
        caption: &str,
    ) -> Result<AttachmentId, CrmError> {
        let attachment = AttachmentId(self.new_id().0);
        self.create(self.link_values(record, attachment, url, caption)).await?;
        Ok(attachment)
    }

    /// Notes files that were sent in the chat, as links to them. `app` is the address of this app,
    /// which opens them. Their keys follow from the files, so that two frames, a retry or a race
    /// note each one once.
    ///
    /// # Errors
    /// See [`CrmError`]; it may be tried again.
    pub async fn note_sent_files(
        &self,
        record: RecordId,
        app: &str,
        files: &[SentFile],
    ) -> Result<(), CrmError> {
        let mut batch = Batch::new();
        let slots: Vec<_> = files
            .iter()
            .map(|file| {
                let key = key_of(record, file.id);
                let route = FileRoute { chat: record.conversation(), file: file.id };
                batch.create(self.link_values(record, key, &format!("{app}{route}"), &file.name))
            })
            .collect();
        let mut answers = self.send(batch).await?;
        slots.into_iter().try_for_each(|slot| match answers.take(slot) {
            Ok(()) | Err(CrmError::Conflict) => Ok(()),
            Err(error) => Err(error),
        })
    }

    /// Removes a file or a link.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn detach(&self, attachment: AttachmentId) -> Result<(), CrmError> {
        self.delete::<WebitelChatFile>(attachment).await
    }

    /// Where a file can be fetched. The address works as a link where cookies tell who asks; else
    /// it needs the headers of [`Crm::file_request`].
    pub async fn file_url(&self, attachment: AttachmentId) -> Result<String, CrmError> {
        self.url_of("WebitelChatFile", attachment).await
    }

    /// Where a file of this object can be fetched.
    pub(super) async fn url_of(&self, object: &str, file: AttachmentId) -> Result<String, CrmError> {
        let base = self.base().await?;
        let settings = self.settings();
        let object = settings.object(object);
        Ok(format!("{base}/rest/FileService/Download/{object}/{file}"))
    }

    /// How to fetch a file with whatever tells who asks.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn file_request(&self, attachment: AttachmentId) -> Result<Request, CrmError> {
        Ok(self.fetch_request(self.file_url(attachment).await?))
    }

    /// How to fetch a contact's picture with whatever tells who asks.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn picture_request(&self, photo: Guid) -> Result<Request, CrmError> {
        let base = self.base().await?;
        Ok(self.fetch_request(format!("{base}/img/entity/hash/SysImage/Data/{photo}")))
    }

    pub(super) fn fetch_request(&self, url: String) -> Request {
        let headers = self.headers();
        Request { method: Method::Get, url, headers, body: None, limit_ms: super::FILE_LIMIT }
    }

    fn link_values(
        &self,
        record: RecordId,
        attachment: AttachmentId,
        url: &str,
        caption: &str,
    ) -> Values<WebitelChatFile> {
        Values::with_id(attachment)
            .set(WebitelChatFile::NAME, url)
            .set(WebitelChatFile::NOTES, caption)
            .refer(WebitelChatFile::TYPE, Some(self.settings().ids.link))
            .refer(WebitelChatFile::CHAT, Some(record))
    }

    async fn upload_request(&self, target: Target<'_>, file: &P::File) -> Result<Request, CrmError> {
        let base = self.base().await?;
        let Target { object, id, parent, record, more } = target;
        let (name, size) = (percent_encode(&file.name()), file.size());
        let mime = percent_encode(&file.mime());
        let url = format!(
            "{base}/rest/FileApiService/UploadFile?fileId={id}&totalFileLength={size}&mimeType={mime}\
             &fileName={name}&columnName=Data&entitySchemaName={object}&parentColumnName={parent}\
             &parentColumnValue={record}{more}"
        );
        let mut headers = self.headers();
        if size > 0 {
            headers.push(("Content-Range", format!("bytes 0-{}/{size}", size - 1)));
        }
        headers.push(("Content-Disposition", format!("attachment; filename*=UTF-8''{name}")));
        Ok(Request { method: Method::Post, url, headers, body: None, limit_ms: super::FILE_LIMIT })
    }
}

/// The key of the row of a file that was sent in the chat.
fn key_of(record: RecordId, file: FileId) -> AttachmentId {
    AttachmentId(record.derive(&format!("file {file}")).0)
}

/// The files and links of a record, newest first.
pub(super) fn attachments_of(record: RecordId) -> Query<WebitelChatFile> {
    Query::new()
        .filter(WebitelChatFile::CHAT.is(record))
        .by_descending(WebitelChatFile::CREATED_ON)
        .by(id::<WebitelChatFile>())
        .top(MOST)
}

/// An attachment as the domain has it; none without a key.
pub(super) fn attachment(settings: &Settings, row: WebitelChatFile) -> Option<Attachment> {
    let id = row.id?;
    let kind = if row.type_id == Some(settings.ids.link) {
        match sent_file(id, &row.name) {
            Some(file) => {
                AttachmentKind::Sent { file: SentFile { id: file, name: row.notes }, url: row.name }
            }
            None => AttachmentKind::Link { url: row.name, caption: row.notes },
        }
    } else {
        AttachmentKind::File { name: row.name, size: row.size }
    };
    Some(Attachment { id, kind, at: row.created_on, by: row.created_by })
}

/// The file to which a row leads that was noted with its message. A link that somebody made has
/// another key, wherever it leads.
fn sent_file(row: AttachmentId, url: &str) -> Option<FileId> {
    let route = FileRoute::parse(url.split_once('#')?.1)?;
    (key_of(RecordId::of_conversation(route.chat), route.file) == row).then_some(route.file)
}

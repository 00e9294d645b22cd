//! People's pictures: each is fetched once, when it is shown first.

use std::cell::RefCell;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Crm;
use crate::browser::blob::BlobUrl;
use crate::client::web::fetch_crm_bytes;
use crate::ids::crm::Guid;

/// The pictures that were asked for; nothing where one is on its way or could not be had.
#[derive(Default)]
pub(super) struct Pictures(RefCell<Vec<(Guid, Picture)>>);

type Picture = ArcRwSignal<Option<BlobUrl>>;

impl Crm {
    /// A picture, once it is here; tracked.
    #[must_use]
    pub fn picture(self, photo: Guid) -> Option<BlobUrl> {
        let known = self.0.with_value(|inner| {
            let known = inner.pictures.0.borrow();
            known.iter().find(|(one, _)| *one == photo).map(|(_, picture)| picture.clone())
        });
        known.unwrap_or_else(|| self.fetch_picture(photo)).get()
    }

    fn fetch_picture(self, photo: Guid) -> Picture {
        let picture = Picture::new(None);
        self.0.with_value(|inner| inner.pictures.0.borrow_mut().push((photo, picture.clone())));
        let (client, shown) = (self.client(), picture.clone());
        spawn_local(async move {
            // Without it people are known by their letters: no loss worth a word.
            let Ok(request) = client.picture_request(photo).await else { return };
            let Ok(bytes) = fetch_crm_bytes(request).await else { return };
            // Only ever shown in an <img>, which finds out for itself what it is.
            shown.set(BlobUrl::new(&bytes, "application/octet-stream"));
        });
        picture
    }
}

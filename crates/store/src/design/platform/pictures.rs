use domain::ids::PictureId;
use domain::time::Timestamp;

use super::rows::PictureRow;
use super::sql;
use crate::access::read_all;
use crate::db::args;
use crate::error::Result;
use crate::org::OrgStore;

/// A picture that lies in the data folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub id: PictureId,
    /// What the file was called.
    pub name: String,
    /// `png` or `jpeg`: how it was written anew.
    pub format: String,
    pub width: u32,
    pub height: u32,
    pub bytes: u64,
    pub created_at: Timestamp,
}

impl OrgStore {
    pub async fn add_picture(&self, picture: &Picture) -> Result<()> {
        let values = args![
            self.tenant(),
            picture.id,
            picture.name.as_str(),
            picture.format.as_str(),
            i64::from(picture.width),
            i64::from(picture.height),
            picture.bytes,
            picture.created_at,
        ];
        self.db.run(&sql::insert_picture, values).await?;
        Ok(())
    }

    pub async fn picture(&self, id: PictureId) -> Result<Option<Picture>> {
        let row: Option<PictureRow> = self
            .db
            .row(&sql::find_picture, args![self.tenant(), id])
            .await?;
        row.map(Picture::try_from).transpose()
    }

    /// Pictures uploaded before a moment that nothing shows.
    pub async fn unused_pictures(&self, before: Timestamp) -> Result<Vec<Picture>> {
        let rows: Vec<PictureRow> = self
            .db
            .rows(&sql::list_unused_pictures, args![self.tenant(), before])
            .await?;
        read_all(rows)
    }

    /// Refused while something shows it. False where there is no such picture.
    pub async fn delete_picture(&self, id: PictureId) -> Result<bool> {
        let values = args![self.tenant(), id];
        Ok(self.db.run(&sql::delete_picture, values).await? > 0)
    }
}

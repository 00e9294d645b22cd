//! What goes beside OData: services under `ServiceModel/…svc` and under `rest`, each with and
//! without `/0`.

mod feed;
mod files;
mod process;
mod signed;
mod subscription;
mod user;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::Html;
use axum::routing::{any, get, post};

use super::odata::LARGEST_BODY;
use super::refusal::Refusal;
use crate::app::App;

/// The endpoints.
pub(crate) fn router() -> Router<App> {
    let services = Router::new()
        .merge(svc())
        .merge(rest())
        .route("/Shell/", get(shell))
        .route("/img/entity/hash/SysImage/Data/{id}", get(files::picture))
        .layer(DefaultBodyLimit::max(LARGEST_BODY + 64 * 1024));
    // Nothing else is there under `/0`; the desk's page would be a misleading answer.
    let prefixed = services.clone().route("/{*path}", any(async || nowhere().svc()));
    services.route("/DataService/{*path}", any(async || nowhere().rest())).nest("/0", prefixed)
}

fn svc() -> Router<App> {
    Router::new()
        .route("/ServiceModel/UserInfoService.svc/GetCurrentUserInfo", post(user::info))
        .route("/ServiceModel/ProcessEngineService.svc/RunProcess", post(process::run))
        .route("/ServiceModel/ProcessEngineService.svc/{code}/Execute", get(process::execute))
        // Without these the desk's page would be the answer to a misspelt request.
        .route("/ServiceModel/{*path}", any(async || nowhere().svc()))
}

fn rest() -> Router<App> {
    Router::new()
        .route("/rest/RightsService/GetCanExecuteOperation", post(user::can_execute))
        .route("/rest/FileApiService/UploadFile", post(files::upload))
        .route("/rest/FileService/Download/{object}/{id}", get(files::download))
        .route("/rest/GridUtilitiesService/DeleteRecords", post(files::delete_records))
        .route("/rest/EsnService/{method}", post(feed::esn))
        .route("/rest/ESNFeedModuleService/GetContactsForMention", post(feed::contacts))
        .route("/rest/SocialSubscriptionService/{method}", post(subscription::service))
        .route("/rest/{*path}", any(async || nowhere().rest()))
}

/// Where the CRM's own pages would be.
async fn shell() -> Html<&'static str> {
    Html("<!DOCTYPE html><title>CRM</title><p>The CRM's own pages are not part of the sandbox.</p>")
}

fn nowhere() -> Refusal {
    Refusal::NotThere("Endpoint not found.".to_owned())
}
